package dev.portico.bench;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import dev.portico.invoice.document.InvoiceRenderer;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// What an invoice costs to render, with all norms kept and the one for machines in it, beside a warm Chromium and
/// OpenHTMLtoPDF, which keep none; and what a stored one costs to hand out.
final class InvoicesBench {

    private static final int WARM_UP = 400;
    private static final int DOCUMENTS = 200;
    private static final int OF_OTHERS = 40;
    private static final int DOWNLOADS = 4_000;
    private static final InvoiceRenderer RENDERER = new InvoiceRenderer();

    private InvoicesBench() {}

    /// In a JVM of its own, says how long the very first one takes.
    public static void main(String... arguments) {
        long before = System.nanoTime();
        Paper.english(5, 1).pdf(new InvoiceRenderer());
        System.out.println((System.nanoTime() - before) / 1e9);
    }

    static List<Figure> measure() throws Exception {
        var figures = new ArrayList<Figure>();
        double page = median(number -> Paper.english(5, number).pdf(RENDERER));
        figures.add(new Figure("a page in English, CPU", page, "ms", 4));
        figures.add(new Figure(
                "a page in Japanese, CPU",
                median(number -> Paper.japanese(number).pdf(RENDERER)),
                "ms",
                4));
        figures.add(new Figure(
                "a page in Arabic, CPU", median(number -> Paper.arabic(number).pdf(RENDERER)), "ms", 4));
        figures.add(new Figure(
                "200 lines, CPU", median(number -> Paper.english(200, number).pdf(RENDERER)), "ms", 25));
        figures.add(new Figure("the first after the start", first(), "s", 1));
        figures.add(new Figure("ours to OpenHTMLtoPDF's, CPU", page / openHtml(), "×", 1));
        Printer.start().ifPresent(printer -> figures.add(besideChromium(printer, page)));
        figures.add(new Figure("2,000 downloads of a stored one", downloads(), "s", 1));
        return figures;
    }

    private static double median(IntConsumer document) {
        for (int i = 0; i < WARM_UP; i++) document.accept(i);
        return cpu(DOCUMENTS, document);
    }

    private static double cpu(int documents, IntConsumer document) {
        var thread = ManagementFactory.getThreadMXBean();
        var times = new ArrayList<Long>();
        for (int i = 0; i < documents; i++) {
            long before = thread.getCurrentThreadCpuTime();
            document.accept(WARM_UP + i);
            times.add(thread.getCurrentThreadCpuTime() - before);
        }
        return times.stream().sorted().toList().get(documents / 2) / 1e6;
    }

    private static double openHtml() {
        XRLog.setLoggingEnabled(false);
        IntConsumer other = number -> {
            var bytes = new ByteArrayOutputStream();
            try {
                new PdfRendererBuilder()
                        .withHtmlContent(Paper.english(5, number).html(), null)
                        .useFont(
                                () -> InvoicesBench.class.getResourceAsStream("/dev/portico/fonts/letters-regular.ttf"),
                                "Letters")
                        .toStream(bytes)
                        .run();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
        for (int i = 0; i < OF_OTHERS; i++) other.accept(i);
        return cpu(OF_OTHERS, other);
    }

    private static Figure besideChromium(Printer printer, double ours) {
        try (printer) {
            for (int i = 0; i < OF_OTHERS / 2; i++)
                printer.print(Paper.english(5, i).html());
            Duration before = printer.cpu();
            for (int i = 0; i < OF_OTHERS; i++)
                printer.print(Paper.english(5, WARM_UP + i).html());
            double theirs = printer.cpu().minus(before).toNanos() / 1e6 / OF_OTHERS;
            return new Figure("20 of ours to one of a warm Chromium, CPU", 20 * ours / theirs, "×", 1);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static double first() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InvoicesBench.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return Double.parseDouble(new String(process.getInputStream().readAllBytes()).strip());
    }

    private static double downloads() throws Exception {
        Path data = Files.createTempDirectory("portico-bench");
        try (Run run = Run.start(data, "--no-demo")) {
            Shop shop = Shop.open(run);
            String transaction = shop.sale("someone@example.com", shop.price());
            while (shop.get("/invoices").path("data").isEmpty()) Thread.sleep(100);
            String url = shop.get("/transactions/" + transaction + "/invoice")
                    .path("data")
                    .path("url")
                    .asString();
            for (int i = 0; i < DOWNLOADS; i++) shop.download(url);
            Load load = Load.of(DOWNLOADS, run::cpu, 0, number -> shop.download(url));
            return 2_000 / load.perSecond(DOWNLOADS);
        } finally {
            Run.delete(data);
        }
    }
}
