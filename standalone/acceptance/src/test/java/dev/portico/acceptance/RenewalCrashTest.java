package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A month has passed, everything is due at once, and the power goes in the middle of it. A longer run is asked for by
/// `-Dportico.renewals=10000`.
class RenewalCrashTest {

    private static final int SUBSCRIPTIONS = Integer.getInteger("portico.renewals", 200);
    private static final int SELLERS = 6;
    private static final Duration LONGEST = Duration.ofMinutes(2).plusMillis(100L * SUBSCRIPTIONS);

    @TempDir
    Path directory;

    @Test
    void killed_in_the_middle_of_its_renewals_it_charges_each_subscription_exactly_once() throws Exception {
        try (Portico portico = Portico.start(directory.resolve("data"), "--no-demo")) {
            Merchant shop = Merchant.create(portico, "shop", "The Shop");
            sell(shop);
            invoiced(shop, SUBSCRIPTIONS);
            portico.stop();

            portico.property("portico.clock.offset", "P32D");
            portico.property("portico.billing.sandbox.answers-after", "PT0.05S");
            portico.start();
            await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(() -> renewed(shop) >= SUBSCRIPTIONS / 4);
            portico.kill();
            portico.start();
            assertThat(renewed(shop)).as("killed in the middle").isLessThan(SUBSCRIPTIONS);

            await().atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(renewed(shop)).isEqualTo(SUBSCRIPTIONS));
            invoiced(shop, 2 * SUBSCRIPTIONS);
            assertEachIsPaidTwice(shop);
            assertNumbersWithoutAGap(shop);
            assertBooksAgree(shop);
        }
    }

    private static void sell(Merchant shop) throws Exception {
        String product = shop.created("/products", Map.of("name", "Thing")).id();
        String price = shop.created(
                        "/prices",
                        Map.of(
                                "product_id",
                                product,
                                "description",
                                "Monthly",
                                "unit_price",
                                Map.of("amount", "100", "currency_code", "EUR"),
                                "billing_cycle",
                                Map.of("interval", "month", "frequency", 1)))
                .id();
        try (var sellers = Executors.newFixedThreadPool(SELLERS)) {
            List<? extends Future<?>> sales = IntStream.range(0, SUBSCRIPTIONS)
                    .mapToObj(i -> sellers.submit(() -> sell(shop, price, "c" + i + "@customers.example")))
                    .toList();
            for (Future<?> sale : sales) sale.get();
        }
    }

    private static void sell(Merchant shop, String price, String email) {
        String customer = shop.created("/customers", Map.of("email", email)).id();
        String card = shop.created("/customers/" + customer + "/payment-methods", Map.of("token", "tok_sandbox_visa"))
                .id();
        shop.created(
                "/transactions",
                Map.of(
                        "customer_id",
                        customer,
                        "payment_method_id",
                        card,
                        "items",
                        List.of(Map.of("price_id", price, "quantity", 1))));
    }

    private static int renewed(Merchant shop) {
        return total(shop, "/transactions?origin=subscription_recurring&status=completed&per_page=1");
    }

    private static void invoiced(Merchant shop, int many) {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(total(shop, "/invoices?per_page=1")).isEqualTo(many));
    }

    private static int total(Merchant shop, String list) {
        return shop.get(list)
                .body()
                .path("meta")
                .path("pagination")
                .path("estimated_total")
                .asInt();
    }

    private static void assertEachIsPaidTwice(Merchant shop) {
        List<JsonNode> transactions = shop.all("/transactions?per_page=200");
        assertThat(transactions)
                .allMatch(found -> found.path("status").asString().equals("completed")
                        && found.path("payments").size() == 1);
        Map<String, Long> each = transactions.stream()
                .collect(Collectors.groupingBy(
                        found -> found.path("subscription_id").asString(), Collectors.counting()));
        assertThat(each).hasSize(SUBSCRIPTIONS).values().containsOnly(2L);
    }

    private static void assertNumbersWithoutAGap(Merchant shop) {
        assertThat(shop.all("/invoices?per_page=200").stream()
                        .map(invoice -> invoice.path("number").asString())
                        .sorted()
                        .toList())
                .isEqualTo(LongStream.rangeClosed(1, 2L * SUBSCRIPTIONS)
                        .mapToObj("SHOP-%06d"::formatted)
                        .toList());
    }

    // Everything that was billed is with the provider, and nothing is owed.
    private static void assertBooksAgree(Merchant shop) {
        long sum = 200L * SUBSCRIPTIONS;
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Map<String, Long> balances = shop.get("/ledger-accounts")
                    .data()
                    .valueStream()
                    .collect(Collectors.toMap(
                            account -> account.path("account").asString(),
                            account -> Long.parseLong(account.path("balance").asString())));
            assertThat(balances).containsEntry("provider", sum).containsEntry("revenue", -sum);
            assertThat(balances.getOrDefault("receivable", 0L)).isZero();
            assertThat(balances.values().stream().mapToLong(Long::longValue).sum())
                    .isZero();
        });
    }
}
