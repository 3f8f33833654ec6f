package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The power goes in the middle of the work, and nothing is lost or done twice.
class CrashTest {

    private static final int BATCH = 200;
    private static final int CUSTOMERS = 10;
    private static final int SENDERS = 4;

    @TempDir
    Path directory;

    @Test
    void killed_in_the_middle_of_a_batch_it_finishes_every_transaction_exactly_once() throws Exception {
        try (Portico portico = Portico.start(directory.resolve("data"), "--no-demo")) {
            Merchant shop = Merchant.create(portico, "shop", "The Shop");
            List<Map<String, Object>> orders = orders(shop);
            Set<String> answered = sendUntilKilled(portico, shop, orders);
            portico.start();

            List<JsonNode> survived = shop.all("/transactions");
            assertThat(survived)
                    .extracting(CrashTest::id)
                    .as("what was answered is there")
                    .containsAll(answered);
            for (int i = survived.size(); i < BATCH; i++) shop.created("/transactions", orders.get(i));

            List<JsonNode> transactions = await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> shop.all("/transactions"), CrashTest::areInvoiced);
            assertThat(transactions).hasSize(BATCH);
            assertOneInvoiceEach(shop, transactions);
            assertOneSubscriptionEach(shop, transactions);
            assertOneReceiptEach(new Inbox(HttpClient.newHttpClient(), portico.mailbox()), transactions);
        }
    }

    private static List<Map<String, Object>> orders(Merchant shop) {
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
        var orders = new ArrayList<Map<String, Object>>();
        for (int c = 0; c < CUSTOMERS; c++) {
            String customer = shop.created("/customers", Map.of("email", "c" + c + "@customers.example"))
                    .id();
            String card = shop.created(
                            "/customers/" + customer + "/payment-methods", Map.of("token", "tok_sandbox_visa"))
                    .id();
            for (int i = 0; i < BATCH / CUSTOMERS; i++)
                orders.add(Map.of(
                        "customer_id", customer,
                        "payment_method_id", card,
                        "items", List.of(Map.of("price_id", price, "quantity", 1))));
        }
        return orders;
    }

    // The ids of those that were answered before the process died.
    private static Set<String> sendUntilKilled(Portico portico, Merchant shop, List<Map<String, Object>> orders)
            throws Exception {
        Set<String> answered = java.util.concurrent.ConcurrentHashMap.newKeySet();
        var next = new AtomicInteger();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int s = 0; s < SENDERS; s++)
                senders.submit(() -> {
                    for (int i = next.getAndIncrement(); i < BATCH; i = next.getAndIncrement())
                        answered.add(
                                shop.created("/transactions", orders.get(i)).id());
                });
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> answered.size() >= BATCH / 2);
            portico.kill();
        } catch (UncheckedIOException expected) {
            assertThat(answered).isNotEmpty();
        }
        assertThat(answered.size()).as("killed in the middle").isBetween(BATCH / 2, BATCH - 1);
        return answered;
    }

    private static boolean areInvoiced(List<JsonNode> transactions) {
        return transactions.size() >= BATCH
                && transactions.stream()
                        .allMatch(found -> found.path("status").asString().equals("completed")
                                && found.path("invoice_number").isString());
    }

    private static void assertOneInvoiceEach(Merchant shop, List<JsonNode> transactions) {
        List<JsonNode> invoices = shop.all("/invoices?per_page=200");
        assertThat(invoices)
                .extracting(invoice -> invoice.path("transaction_id").asString())
                .containsExactlyInAnyOrderElementsOf(
                        transactions.stream().map(CrashTest::id).toList());
        assertThat(invoices.stream()
                        .map(invoice -> invoice.path("number").asString())
                        .sorted()
                        .toList())
                .as("numbers without a gap")
                .isEqualTo(LongStream.rangeClosed(1, BATCH)
                        .mapToObj("SHOP-%06d"::formatted)
                        .toList());
    }

    private static void assertOneSubscriptionEach(Merchant shop, List<JsonNode> transactions) {
        List<String> expected = transactions.stream()
                .map(found -> found.path("subscription_id").asString())
                .toList();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shop.all("/subscriptions?per_page=200"))
                        .extracting(CrashTest::id)
                        .containsExactlyInAnyOrderElementsOf(expected));
    }

    // SMTP can't promise that a mail is sent once if its sender dies right after sending: then it comes again under the
    // same
    // Message-ID, by which it is told apart.
    private static void assertOneReceiptEach(Inbox inbox, List<JsonNode> transactions) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var messageIdByNumber = new java.util.HashMap<String, Set<String>>();
            for (JsonNode mail : inbox.all()) {
                String number = mail.path("Subject").asString().replaceAll(".*(SHOP-\\d+).*", "$1");
                if (!number.startsWith("SHOP-")) continue; // that a card was added
                messageIdByNumber
                        .computeIfAbsent(number, _ -> new HashSet<>())
                        .add(mail.path("MessageID").asString());
            }
            assertThat(messageIdByNumber).hasSize(transactions.size());
            assertThat(messageIdByNumber.values()).allMatch(ids -> ids.size() == 1);
        });
    }

    private static String id(JsonNode node) {
        return node.path("id").asString();
    }
}
