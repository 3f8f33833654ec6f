package dev.portico.bench;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/// What signing in costs, and being signed in, through the gateway; beside Better Auth in the same run. Links that are
/// mailed can't be made by the thousand, because nobody gets so many: what is redeemed are the passes of portal
/// sessions, which a merchant's back end makes. They are redeemed the same way: looked up, used up once, a session
/// opened.
///
/// Rates depend on whatever else the machine does, and on the clients that run on it; CPU does so far less.
final class AuthBench {

    private static final int CUSTOMERS = 200;
    private static final int WARM_UP = 6_000;
    private static final int REDEEMED = 4_000;
    private static final int CHECKS = 10_000;
    private static final int PAIRS = 3_000;
    private static final int PEERS = 1_500;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Run run;
    private final Shop shop;
    private final Web portal;

    private AuthBench(Run run) throws IOException, InterruptedException {
        this.run = run;
        this.shop = Shop.open(run);
        int port = URI.create(run.api()).getPort();
        String host = "bench.localhost:" + port;
        this.portal =
                new Web("http://127.0.0.1:" + port, Map.of("Host", host, "X-Portal", "1", "Origin", "http://" + host));
    }

    static List<Figure> measure() throws Exception {
        Path data = Files.createTempDirectory("portico-bench");
        try (Run run = Run.start(data, "--no-demo")) {
            return new AuthBench(run).figures();
        } finally {
            Run.delete(data);
        }
    }

    private List<Figure> figures() throws Exception {
        shop.load(customers());
        List<String> customers = ids("/customers?per_page=200");
        redeem(passes(customers, WARM_UP), 0);
        List<String> passes = passes(customers, REDEEMED);
        double idle = Load.idle(run::cpu, IDLE);
        var sessions = Collections.synchronizedList(new ArrayList<String>());
        Load redeemed = redeem(passes, idle, sessions);
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure("1,000 passes redeemed, 8 at a time", 1_000 / redeemed.perSecond(REDEEMED), "s", 1),
                new Figure("a pass redeemed, CPU (2 ms: 1,000/s on 2 cores)", redeemed.cpuMillis(), "ms", 2)));
        double remembered = checks(sessions, idle, figures);
        figures.add(new Figure("the gateway, to the service asked directly, p50", added(), "ms", 1));
        beside(redeemed.cpuMillis(), remembered, figures);
        return figures;
    }

    private double checks(List<String> sessions, double idle, List<Figure> figures) throws Exception {
        String one = sessions.getFirst();
        for (int round = 0; round < 2; round++) for (String cookie : List.of("", one)) ask(idle, _ -> cookie);
        Load visitor = ask(idle, _ -> "");
        Load known = ask(idle, _ -> one);
        // So many of them that none is remembered from the last time.
        Load asked = ask(idle, number -> sessions.get(number % sessions.size()));
        double remembered = known.cpuMillis() - visitor.cpuMillis();
        figures.add(new Figure("a request without a session (control), CPU", visitor.cpuMillis(), "ms", 1.5));
        figures.add(new Figure("a session checked, to the control, CPU", remembered, "ms", 0.15));
        figures.add(
                new Figure("the same, each by auth-service, CPU", asked.cpuMillis() - visitor.cpuMillis(), "ms", 1.6));
        return remembered;
    }

    // A request for which it makes no difference who asks: what differs is the check alone.
    private Load ask(double idle, IntFunction<String> cookie) throws Exception {
        return Load.of(
                CHECKS,
                run::cpu,
                idle,
                number -> portal.postInVain(
                        "/api/sign-in/pass", Map.of("token", "pga_nothing"), cookie.apply(number), 410));
    }

    // In turn, so that whatever else the machine does meets both.
    private double added() throws Exception {
        String path = "/products/" + shop.first("/products");
        Web through = new Web(run.api(), Map.of("Authorization", "Bearer " + shop.key()));
        String merchant = shop.get("/merchants/current").path("data").path("id").asString();
        String jwk = Files.readString(run.data.resolve("keys").resolve("token.jwk"));
        var ports = new Properties();
        ports.load(new StringReader(Files.readString(run.data.resolve("ports"))));
        String service = "http://127.0.0.1:" + ports.getProperty("subscription");
        List<Double> differences = new ArrayList<>();
        Web direct = through;
        for (int i = 0; i < 2 * PAIRS; i++) {
            if (i % 1_000 == 0)
                direct = new Web(
                        direct.http(),
                        service,
                        Map.of(
                                "Portico-Token",
                                InsideToken.of(
                                        jwk, merchant, List.of("product.read"), "subscription", Clock.systemUTC())));
            double inside = millis(direct, path);
            double outside = millis(through, path);
            if (i >= PAIRS) differences.add(outside - inside);
        }
        return differences.stream().sorted().toList().get(PAIRS / 2);
    }

    private static double millis(Web web, String path) throws IOException, InterruptedException {
        long started = System.nanoTime();
        web.get(path, "");
        return (System.nanoTime() - started) / 1e6;
    }

    private static void beside(double redeemed, double checked, List<Figure> figures) throws Exception {
        Optional<BetterAuth> found = BetterAuth.start();
        if (found.isEmpty()) {
            System.out.println(
                    "auth: not measured beside Better Auth, which needs Node and npm (see standalone/bench)");
            return;
        }
        try (BetterAuth peer = found.get()) {
            for (String token : peer.links(PEERS, "warm")) peer.session(peer.redeem(token));
            List<String> links = peer.links(PEERS, "run");
            double idle = Load.idle(peer::cpu, IDLE);
            var sessions = Collections.synchronizedList(new ArrayList<String>());
            Load verified =
                    Load.of(links.size(), peer::cpu, idle, number -> sessions.add(peer.redeem(links.get(number))));
            Load known = Load.of(CHECKS / 2, peer::cpu, idle, _ -> peer.session(sessions.getFirst()));
            System.out.printf(
                    "auth: Better Auth verifies %.0f links a second, 8 at a time, for %.2f ms of CPU each; gets a session for %.2f ms%n",
                    verified.perSecond(links.size()), verified.cpuMillis(), known.cpuMillis());
            figures.add(
                    new Figure("redeemed, to Better Auth's verify, CPU", redeemed / verified.cpuMillis(), "×", 0.25));
            figures.add(new Figure("session checked, to its get-session, CPU", checked / known.cpuMillis(), "×", 0.1));
        }
    }

    private Load redeem(List<String> passes, double idle) throws Exception {
        return redeem(passes, idle, new ArrayList<>());
    }

    private Load redeem(List<String> passes, double idle, List<String> sessions) throws Exception {
        return Load.of(passes.size(), run::cpu, idle, number -> {
            String cookie = Web.cookie(portal.post("/api/sign-in/pass", Map.of("token", passes.get(number))));
            if (!cookie.startsWith("__Host-sid=")) throw new IllegalStateException("nobody was signed in");
            synchronized (sessions) {
                sessions.add(cookie);
            }
        });
    }

    private List<String> passes(List<String> customers, int count) throws Exception {
        List<String> passes = Collections.synchronizedList(new ArrayList<>());
        Web backEnd = new Web(run.api(), Map.of("Authorization", "Bearer " + shop.key()));
        Load.of(count, run::cpu, 0, number -> {
            String customer = customers.get(number % customers.size());
            JsonNode answer = Web.JSON.readTree(backEnd.post("/customers/" + customer + "/portal-sessions", Map.of())
                    .body());
            String link = answer.path("data")
                    .path("urls")
                    .path("general")
                    .path("overview")
                    .asString();
            passes.add(link.substring(link.indexOf("#token=") + "#token=".length()));
        });
        return passes;
    }

    private List<String> ids(String list) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : shop.get(list).path("data"))
            ids.add(item.path("id").asString());
        return ids;
    }

    private static String customers() {
        var lines = new StringBuilder("{\"type\":\"product\",\"external_id\":\"p\",\"data\":{\"name\":\"Engine\"}}\n");
        for (int i = 0; i < CUSTOMERS; i++)
            lines.append("{\"type\":\"customer\",\"external_id\":\"c%d\",\"data\":{\"email\":\"c%d@example.com\"}}%n"
                    .formatted(i, i));
        return lines.toString();
    }
}
