package dev.portico.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What it takes to renew many subscriptions that are due in the same minute, with a provider who takes 50 ms for each
/// charge: they are sold, and then the whole installation is started a month later. Somebody reads meanwhile.
final class RenewBench {

    private static final int SELLERS = 8;
    private static final int READS = 400;
    private static final int CANCELED = 2_000;
    private static final String PROVIDER_TAKES_A_MOMENT = "-Dportico.billing.sandbox.answers-after=PT0.05S";
    private static final String A_MONTH_LATER = "-Dportico.clock.offset=P32D";

    private final Path data;
    private final int size;

    /// @param cpu of one renewal, with all that follows from it, in milliseconds
    /// @param reads the median of a read beside, to the median of one when nothing else is done
    /// @param cancels how many subscriptions are canceled in a second, by several at once
    /// @param slowest what 99 of 100 cancellations are faster than, in milliseconds
    record Outcome(double seconds, double cpu, double reads, double cancels, double slowest) {}

    private RenewBench(Path data, int size) {
        this.data = data;
        this.size = size;
    }

    static List<Figure> measure(int renewals) throws Exception {
        int tenth = Math.max(1, renewals / 10);
        Outcome few = of(tenth);
        Outcome many = of(renewals);
        return List.of(
                new Figure(renewals + " renewals", many.seconds, "s", renewals / 25.0),
                new Figure("a renewal, CPU", many.cpu, "ms", 60),
                new Figure(
                        "a renewal of %d to one of %d, CPU".formatted(renewals, tenth), many.cpu / few.cpu, "×", 1.2),
                new Figure("a read beside, to one alone, p50", many.reads, "×", 2),
                new Figure("200 cancellations", 200 / many.cancels, "s", 1),
                new Figure("a cancellation, p99", many.slowest, "ms", 100));
    }

    private static Outcome of(int size) throws Exception {
        Path data = Files.createTempDirectory("portico-bench");
        try {
            return new RenewBench(data, size).outcome();
        } finally {
            Run.delete(data);
        }
    }

    private Outcome outcome() throws Exception {
        Shop shop;
        double alone;
        String read;
        try (Run run = Run.start(data, "--no-demo")) {
            shop = Shop.open(run);
            sell(shop);
            until(shop, "/invoices?per_page=1", size);
            read = "/subscriptions/" + shop.first("/subscriptions");
            median(shop, read);
            alone = median(shop, read);
        }
        var later = Map.of("JAVA_TOOL_OPTIONS", A_MONTH_LATER + " " + PROVIDER_TAKES_A_MOMENT);
        try (Run run = Run.start(later, data, "--no-demo")) {
            Shop then = new Shop(run, shop.http(), shop.key());
            long started = System.nanoTime();
            Duration before = run.cpu();
            double beside = median(then, read);
            until(then, "/transactions?origin=subscription_recurring&status=completed&per_page=1", size);
            double seconds = (System.nanoTime() - started) / 1e9;
            until(then, "/invoices?per_page=1", 2 * size);
            double cpu = run.cpu().minus(before).toMillis() / (double) size;
            return cancelled(then, new Outcome(seconds, cpu, beside / alone, 0, 0));
        }
    }

    private Outcome cancelled(Shop shop, Outcome renewed) throws Exception {
        List<String> ids = new ArrayList<>();
        for (String after = ""; ids.size() < Math.min(size, CANCELED); after = "&after=" + ids.getLast())
            shop.get("/subscriptions?per_page=200" + after)
                    .path("data")
                    .forEach(found -> ids.add(found.path("id").asString()));
        var times = new ConcurrentLinkedQueue<Double>();
        long started = System.nanoTime();
        var calls = new ArrayList<Future<?>>();
        try (var callers = Executors.newFixedThreadPool(SELLERS)) {
            for (String id : ids)
                calls.add(callers.submit(() -> {
                    long before = System.nanoTime();
                    shop.make("/subscriptions/" + id + "/cancel", "{}");
                    return times.add((System.nanoTime() - before) / 1e6);
                }));
        }
        for (Future<?> call : calls) call.get();
        double seconds = (System.nanoTime() - started) / 1e9;
        List<Double> sorted = times.stream().sorted().toList();
        return new Outcome(
                renewed.seconds,
                renewed.cpu,
                renewed.reads,
                ids.size() / seconds,
                sorted.get(Math.max(0, sorted.size() * 99 / 100 - 1)));
    }

    private void sell(Shop shop) throws Exception {
        String price = shop.price();
        var sales = new ArrayList<Future<?>>();
        try (var sellers = Executors.newFixedThreadPool(SELLERS)) {
            for (int i = 0; i < size; i++) {
                String email = "c" + i + "@example.com";
                sales.add(sellers.submit(() -> shop.sale(email, price)));
            }
        }
        for (Future<?> sale : sales) sale.get();
    }

    private static void until(Shop shop, String list, int many) throws Exception {
        while (shop.get(list)
                        .path("meta")
                        .path("pagination")
                        .path("estimated_total")
                        .asInt()
                < many) Thread.sleep(Duration.ofMillis(200));
    }

    private static double median(Shop shop, String path) throws Exception {
        var times = new ArrayList<Long>();
        for (int i = 0; i < READS; i++) {
            long before = System.nanoTime();
            shop.get(path);
            times.add(System.nanoTime() - before);
        }
        return times.stream().sorted().toList().get(READS / 2) / 1e6;
    }
}
