package dev.portico.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What it takes to fill the portal from another billing system: 100,000 lines, for each person a customer, an address,
/// a subscription and a payment.
final class ImportBench {

    private static final int PEOPLE = 25_000;
    private static final int LINES = 4 * PEOPLE + 2;

    private ImportBench() {}

    static List<Figure> measure() throws Exception {
        Path data = Files.createTempDirectory("portico-bench");
        try (Run run = Run.start(data, "--no-demo")) {
            Shop shop = Shop.open(run);
            String lines = lines();
            long started = System.nanoTime();
            double cpu = run.cpu().toMillis();
            shop.load(lines);
            double seconds = (System.nanoTime() - started) / 1e9;
            cpu = run.cpu().toMillis() - cpu;
            return List.of(
                    new Figure("100,000 lines kept", seconds, "s", 1_200),
                    new Figure("a line, CPU", cpu / LINES, "ms", 12),
                    new Figure("memory then", run.residentMegabytes(), "MB", 4_096));
        } finally {
            Run.delete(data);
        }
    }

    private static String lines() {
        var lines = new StringBuilder("""
                {"type":"product","external_id":"p","data":{"name":"Engine"}}
                {"type":"price","external_id":"m","data":{"product_external_id":"p","description":"Monthly","unit_price":{"amount":"1000","currency_code":"EUR"},"billing_cycle":{"interval":"month","frequency":1}}}
                """);
        for (int i = 0; i < PEOPLE; i++) lines.append("""
                    {"type":"customer","external_id":"c%1$d","data":{"email":"c%1$d@example.com"}}
                    {"type":"address","external_id":"a%1$d","data":{"customer_external_id":"c%1$d","country_code":"DE"}}
                    {"type":"subscription","external_id":"s%1$d","data":{"customer_external_id":"c%1$d","address_external_id":"a%1$d","status":"active","current_billing_period":{"starts_at":"2026-11-01T00:00:00Z","ends_at":"2026-12-01T00:00:00Z"},"items":[{"price_external_id":"m"}]}}
                    {"type":"transaction","external_id":"t%1$d","data":{"customer_external_id":"c%1$d","subscription_external_id":"s%1$d","billed_at":"2026-11-01T00:00:00Z","items":[{"price_external_id":"m"}]}}
                    """.formatted(i));
        return lines.toString();
    }
}
