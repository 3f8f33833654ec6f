package dev.portico.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What reads cost the server, in CPU, through the gateway: one client, one request at a time. The control is the
/// smallest read there is, in the same run. Everything is one process, so all of its CPU counts, less what it uses when
/// nobody asks. What the JVM compiles on the way is not what a request costs: it is warmed up until little of that is
/// left.
final class ApiBench {

    private static final int WARM_UP = 4_000;
    private static final int ROUNDS = 4;
    private static final int MEASURED = 3_000;
    private static final int OWN_PAYMENTS = 300;
    private static final int NEIGHBOURS = 150;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Run run;
    private final Shop shop;

    private ApiBench(Run run) throws IOException, InterruptedException {
        this.run = run;
        this.shop = Shop.open(run);
    }

    static List<Figure> measure() throws Exception {
        Path data = Files.createTempDirectory("portico-bench");
        try (Run run = Run.start(data, "--no-demo")) {
            return new ApiBench(run).figures();
        } finally {
            Run.delete(data);
        }
    }

    private List<Figure> figures() throws Exception {
        shop.load(first());
        String customer = shop.first("/customers?email=main@example.com");
        String payments = "/transactions?per_page=30&customer_id=" + customer;
        String subscription = "/subscriptions/" + shop.first("/subscriptions?customer_id=" + customer);
        String control = "/products/" + shop.first("/products");
        for (int round = 0; round < ROUNDS; round++)
            for (String path : List.of(control, payments, subscription))
                for (int i = 0; i < WARM_UP; i++) shop.get(path);
        double idle = idle();
        double small = cost(control, idle);
        double list = cost(payments, idle);
        double one = cost(subscription, idle);
        shop.load(neighbours(NEIGHBOURS, NEIGHBOURS * 10));
        double listOfMany = cost(payments, idle);
        double oneOfMany = cost(subscription, idle);
        String walk = "/customers?per_page=1";
        double firstPage = cost(walk, idle);
        double thousandth = cost(page(1_000, walk), idle);
        return List.of(
                new Figure("one product (control), CPU", small, "ms", 1.5),
                new Figure("30 payments of a customer, CPU", list, "ms", 1.5),
                new Figure("one subscription, CPU", one, "ms", 1.5),
                new Figure("30 payments, to the control", list / small, "×", 4),
                new Figure("30 payments, with ten times the data", listOfMany / list, "×", 1.2),
                new Figure("one subscription, with ten times the data", oneOfMany / one, "×", 1.2),
                new Figure("page 1,000 to page 1", thousandth / firstPage, "×", 1.2));
    }

    private double cost(String path, double idle) throws Exception {
        for (int i = 0; i < MEASURED / 3; i++) shop.get(path);
        long started = System.nanoTime();
        Duration before = cpu();
        for (int i = 0; i < MEASURED; i++) shop.get(path);
        double used = cpu().minus(before).toNanos() / 1e6;
        double passed = (System.nanoTime() - started) / 1e6;
        return (used - idle * passed) / MEASURED;
    }

    // Milliseconds of CPU in a millisecond in which nobody asks.
    private double idle() throws InterruptedException {
        Duration before = cpu();
        Thread.sleep(IDLE);
        return cpu().minus(before).toNanos() / (double) IDLE.toNanos();
    }

    private Duration cpu() {
        return run.cpu();
    }

    private String page(int wanted, String path) throws Exception {
        String after = "";
        for (int left = wanted - 1; left > 0; left -= 200) {
            String from = after.isEmpty() ? "" : "&after=" + after;
            JsonNode items = shop.get("/customers?per_page=" + Math.min(left, 200) + from)
                    .path("data");
            after = items.path(items.size() - 1).path("id").asString();
        }
        return path + "&after=" + after;
    }

    private static String first() {
        var lines = new StringBuilder("""
                {"type":"product","external_id":"p","data":{"name":"Engine"}}
                {"type":"price","external_id":"m","data":{"product_external_id":"p","description":"Monthly","unit_price":{"amount":"1000","currency_code":"EUR"},"billing_cycle":{"interval":"month","frequency":1}}}
                {"type":"customer","external_id":"main","data":{"email":"main@example.com"}}
                {"type":"subscription","external_id":"main","data":{"customer_external_id":"main","status":"active","current_billing_period":{"starts_at":"2026-11-01T00:00:00Z","ends_at":"2026-12-01T00:00:00Z"},"items":[{"price_external_id":"m"}]}}
                """);
        for (int i = 0; i < OWN_PAYMENTS; i++) lines.append(payment("main", "own" + i));
        return lines + neighbours(0, NEIGHBOURS);
    }

    private static String neighbours(int from, int until) {
        var lines = new StringBuilder();
        for (int i = from; i < until; i++) {
            lines.append("{\"type\":\"customer\",\"external_id\":\"c%d\",\"data\":{\"email\":\"c%d@example.com\"}}%n"
                    .formatted(i, i));
            for (int j = 0; j < 2; j++) lines.append(payment("c" + i, "t" + i + "-" + j));
        }
        return lines.toString();
    }

    private static String payment(String customer, String id) {
        return "{\"type\":\"transaction\",\"external_id\":\"%s\",\"data\":{\"customer_external_id\":\"%s\",\"billed_at\":\"2026-11-01T00:00:00Z\",\"items\":[{\"price_external_id\":\"m\"}]}}%n"
                .formatted(id, customer);
    }
}
