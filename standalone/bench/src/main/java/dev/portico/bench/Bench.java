package dev.portico.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// `./portico bench NAME…`: prints a table and writes `target/bench/NAME.json`. Ends with 1 if a figure is over its
/// budget. A name may say how much is to be done: `renew=100000`.
public final class Bench {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Bench() {}

    public static void main(String... names) throws Exception {
        boolean ok = true;
        for (String name : names.length == 0 ? new String[] {"start", "events", "api"} : names) ok &= run(name);
        System.exit(ok ? 0 : 1);
    }

    private static boolean run(String wanted) throws Exception {
        String name = wanted.split("=")[0];
        List<Figure> figures = switch (name) {
            case "start" -> StartBench.measure();
            case "events" -> EventsBench.measure();
            case "api" -> ApiBench.measure();
            case "auth" -> AuthBench.measure();
            case "import" -> ImportBench.measure();
            case "invoices" -> InvoicesBench.measure();
            case "renew" ->
                RenewBench.measure(wanted.equals(name) ? 5_000 : Integer.parseInt(wanted.substring(name.length() + 1)));
            default ->
                throw new IllegalArgumentException("there is no bench " + name
                        + "; there are start, events, api, auth, import, invoices and renew");
        };
        System.out.println("\n" + name);
        figures.forEach(figure -> System.out.println("  " + figure.row()));
        write(name, figures);
        return figures.stream().allMatch(Figure::ok);
    }

    private static void write(String name, List<Figure> figures) throws IOException {
        Path file = Files.createDirectories(Path.of("target", "bench")).resolve(name + ".json");
        Files.writeString(
                file,
                JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(figures.stream().map(Figure::json).toList()));
    }
}
