package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two years of one customer, lived on a test clock: what is charged, invoiced, mailed and told must be what stands
/// here.
class YearsTest {

    private static final String ADA = "ada@customers.example";

    @TempDir
    static Path directory;

    static Portico portico;
    static Merchant shop;
    static Inbox inbox;

    private String clock;
    private String customer;
    private String subscription;

    @BeforeAll
    static void open() throws Exception {
        portico = Portico.start(directory.resolve("data"), "--no-demo");
        shop = Merchant.create(portico, "shop", "The Shop");
        inbox = new Inbox(HttpClient.newHttpClient(), portico.mailbox());
    }

    @AfterAll
    static void close() {
        portico.close();
    }

    @Test
    void two_years_go_as_they_are_written_down() {
        assertThat(shop.patch(
                                "/subscription-settings",
                                Map.of(
                                        "payment_retry_days",
                                        List.of(1, 3, 5),
                                        "refund_on_immediate_cancel",
                                        "prorated"))
                        .status())
                .isEqualTo(200);
        String product = shop.created("/products", Map.of("name", "Basic")).id();
        String basic = price(product, "3000", Map.of("interval", "day", "frequency", 14));
        String pro = price(shop.created("/products", Map.of("name", "Pro")).id(), "6000", null);

        // A trial of 14 days.
        clock = shop.created("/test-clocks", Map.of("frozen_time", "2027-01-17T09:00:00Z"))
                .id();
        customer = shop.created("/customers", Map.of("email", ADA, "name", "Ada", "test_clock_id", clock))
                .id();
        String first = card("visa");
        String sold = shop.created(
                        "/transactions",
                        Map.of(
                                "customer_id", customer,
                                "items", List.of(Map.of("price_id", basic, "quantity", 1)),
                                "payment_method_id", first))
                .id();
        subscription = "sub" + sold.substring(3);
        becomes("trialing");
        assertThat(subscription().path("next_billed_at").asString()).isEqualTo("2027-01-31T09:00:00Z");

        // It is paid for from the 31st on, and at the end of shorter months.
        advance("2027-04-30T09:00:00Z");
        assertThat(subscription().path("status").asString()).isEqualTo("active");
        assertThat(subscription().path("next_billed_at").asString()).isEqualTo("2027-05-31T09:00:00Z");

        // A better plan for the rest of the month: 21 of 31 days, what was paid for the old one is taken off.
        advance("2027-05-10T09:00:00Z");
        JsonNode preview = shop.patch("/subscriptions/" + subscription + "/preview", upgrade(pro))
                .data();
        assertThat(shop.patch("/subscriptions/" + subscription, upgrade(pro)).status())
                .isEqualTo(200);
        settled(6);
        JsonNode upgraded = transactions().getLast();
        for (String amount : List.of("subtotal", "total", "credit", "grand_total"))
            assertThat(upgraded.path("details").path("totals").path(amount))
                    .as(amount)
                    .isEqualTo(preview.path("immediate_transaction")
                            .path("details")
                            .path("totals")
                            .path(amount));
        assertThat(upgraded.path("details").path("totals").path("total").asString())
                .isEqualTo("4065");
        assertThat(upgraded.path("details").path("totals").path("grand_total").asString())
                .isEqualTo("2033");

        // The card has no money when the month is over; a new one is charged at once.
        String empty = card("insufficient_funds");
        remove(first);
        advance("2027-06-02T09:00:00Z");
        becomes("past_due");
        String second = card("mastercard");
        becomes("active");
        remove(empty);

        // A rest, from the end of what is paid for.
        done("/subscriptions/" + subscription + "/pause", Map.of("effective_from", "next_billing_period"));
        advance("2027-09-15T12:00:00Z");
        assertThat(subscription().path("status").asString()).isEqualTo("paused");
        done("/subscriptions/" + subscription + "/resume", Map.of("effective_from", "immediately"));
        settled(8);
        assertThat(subscription().path("next_billed_at").asString()).isEqualTo("2027-10-15T12:00:00Z");

        // Ten of the sixty come back.
        JsonNode resumed = transactions().getLast();
        shop.created(
                "/adjustments",
                Map.of(
                        "action",
                        "refund",
                        "transaction_id",
                        resumed.path("id").asString(),
                        "reason",
                        "goodwill",
                        "items",
                        List.of(Map.of(
                                "item_id",
                                resumed.path("details")
                                        .path("line_items")
                                        .path(0)
                                        .path("id")
                                        .asString(),
                                "type",
                                "partial",
                                "amount",
                                "1000"))));

        // More than a year goes by, then the end: at once, and half of the month is given back.
        advance("2028-12-15T12:00:00Z");
        advance("2028-12-31T00:00:00Z");
        done("/subscriptions/" + subscription + "/cancel", Map.of("effective_from", "immediately"));
        becomes("canceled");
        advance("2029-01-17T09:00:00Z");

        assertCharges();
        assertInvoices();
        assertGivenBack();
        assertMails();
        assertEvents();
        assertThat(second).isNotEmpty();
    }

    // Day of billing, what it came to, what was still to be paid, how often it was tried.
    private void assertCharges() {
        assertThat(transactions().stream().map(YearsTest::line).toList())
                .containsExactly(
                        "2027-01-17 0 0 completed x0",
                        "2027-01-31 3000 3000 completed x1",
                        "2027-02-28 3000 3000 completed x1",
                        "2027-03-31 3000 3000 completed x1",
                        "2027-04-30 3000 3000 completed x1",
                        "2027-05-10 4065 2033 completed x1",
                        "2027-06-02 6000 6000 completed x3",
                        "2027-09-15 6000 6000 completed x1",
                        "2027-10-15 6000 6000 completed x1",
                        "2027-11-15 6000 6000 completed x1",
                        "2027-12-15 6000 6000 completed x1",
                        "2028-01-15 6000 6000 completed x1",
                        "2028-02-15 6000 6000 completed x1",
                        "2028-03-15 6000 6000 completed x1",
                        "2028-04-15 6000 6000 completed x1",
                        "2028-05-15 6000 6000 completed x1",
                        "2028-06-15 6000 6000 completed x1",
                        "2028-07-15 6000 6000 completed x1",
                        "2028-08-15 6000 6000 completed x1",
                        "2028-09-15 6000 6000 completed x1",
                        "2028-10-15 6000 6000 completed x1",
                        "2028-11-15 6000 6000 completed x1",
                        "2028-12-15 6000 6000 completed x1");
    }

    private static String line(JsonNode transaction) {
        JsonNode totals = transaction.path("details").path("totals");
        return "%s %s %s %s x%d"
                .formatted(
                        transaction.path("billed_at").asString().substring(0, 10),
                        totals.path("total").asString(),
                        totals.path("grand_total").asString(),
                        transaction.path("status").asString(),
                        transaction.path("payments").size());
    }

    private void assertInvoices() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shop.all("/invoices")).hasSize(22));
        List<String> numbered = shop.all("/invoices").stream()
                .map(invoice -> invoice.path("number").asString() + " "
                        + invoice.path("issued_at").asString().substring(0, 10))
                .sorted()
                .toList();
        assertThat(numbered).startsWith("SHOP-000001 2027-01-31", "SHOP-000002 2027-02-28", "SHOP-000003 2027-03-31");
        assertThat(numbered.getLast()).isEqualTo("SHOP-000022 2028-12-15");
    }

    // 15 days and 12 hours of 31 days are left: half of what was paid.
    private void assertGivenBack() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shop.all("/adjustments").stream()
                                .map(adjustment ->
                                        adjustment.path("totals").path("total").asString() + " "
                                                + adjustment.path("status").asString())
                                .toList())
                        .containsExactlyInAnyOrder("1000 approved", "3000 approved"));
    }

    private void assertMails() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(subjects()).hasSize(21 + 16));
        assertThat(subjects())
                .filteredOn(subject -> subject.startsWith("Your receipt"))
                .hasSize(21);
        assertThat(subjects())
                .filteredOn(subject -> !subject.startsWith("Your receipt"))
                .containsExactlyInAnyOrder(
                        "A payment method was added at The Shop",
                        "Your Basic subscription has started",
                        "Your Basic trial ends on January 31, 2027",
                        "A payment method was added at The Shop",
                        "A payment method was removed at The Shop",
                        "Your payment to The Shop didn’t go through",
                        "Your payment to The Shop didn’t go through",
                        "A payment method was added at The Shop",
                        "Your payment to The Shop went through",
                        "A payment method was removed at The Shop",
                        "Your Pro subscription pauses on June 30, 2027",
                        "Your Pro subscription is paused",
                        "Your Pro subscription continues",
                        "The Shop has refunded €10.00",
                        "The Shop has refunded €30.00",
                        "Your Pro subscription has ended");
    }

    // That it was changed is told after two minutes, not by the test clock: the change might be taken back.
    private static List<String> subjects() {
        return inbox.all().stream()
                .map(mail -> mail.path("Subject").asString())
                .filter(subject -> !subject.endsWith("has changed"))
                .toList();
    }

    private void assertEvents() {
        List<String> told = shop.all("/events?per_page=200").stream()
                .sorted(Comparator.comparing(event -> event.path("event_id").asString()))
                .filter(event -> event.path("event_type").asString().startsWith("subscription."))
                .map(event -> event.path("event_type").asString())
                .filter(type -> !type.equals("subscription.updated"))
                .toList();
        assertThat(told)
                .containsExactly(
                        "subscription.created",
                        "subscription.trialing",
                        "subscription.activated",
                        "subscription.past_due",
                        "subscription.paused",
                        "subscription.resumed",
                        "subscription.canceled");
    }

    private static Map<String, Object> upgrade(String pro) {
        return Map.of(
                "items",
                List.of(Map.of("price_id", pro, "quantity", 1)),
                "proration_billing_mode",
                "prorated_immediately");
    }

    private static String price(String product, String amount, Map<String, Object> trial) {
        Map<String, Object> monthly = Map.of(
                "product_id",
                product,
                "description",
                "Monthly",
                "unit_price",
                Map.of("amount", amount, "currency_code", "EUR"),
                "billing_cycle",
                Map.of("interval", "month", "frequency", 1));
        var price = new java.util.HashMap<>(monthly);
        if (trial != null) price.put("trial_period", trial);
        return shop.created("/prices", price).id();
    }

    private String card(String token) {
        return shop.created("/customers/" + customer + "/payment-methods", Map.of("token", "tok_sandbox_" + token))
                .id();
    }

    private void remove(String card) {
        assertThat(shop.delete("/customers/" + customer + "/payment-methods/" + card)
                        .status())
                .isEqualTo(204);
    }

    private void done(String path, Object body) {
        Merchant.Answer answer = shop.post(path, body);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
    }

    private void advance(String to) {
        String path = "/test-clocks/" + clock;
        assertThat(shop.post(path + "/advance", Map.of("frozen_time", to)).status())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(shop.get(path).data().path("status").asString())
                                .isEqualTo("ready"));
    }

    private JsonNode subscription() {
        return shop.get("/subscriptions/" + subscription).data();
    }

    private void becomes(String status) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(subscription().path("status").asString()).isEqualTo(status));
    }

    // Oldest first.
    private List<JsonNode> transactions() {
        return shop.all("/transactions?customer_id=" + customer).stream()
                .sorted(Comparator.comparing(found -> found.path("id").asString()))
                .toList();
    }

    private void settled(int many) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(transactions())
                        .hasSize(many)
                        .allMatch(found -> found.path("status").asString().equals("completed")));
    }
}
