package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.events.BillingDetails;
import dev.portico.events.ChargeRequestData;
import dev.portico.events.CollectionRequestData;
import dev.portico.events.DurationData;
import dev.portico.events.EventType;
import dev.portico.events.MoneyData;
import dev.portico.events.PeriodData;
import dev.portico.events.RefundRequestData;
import dev.portico.events.SubscriptionEvents;
import dev.portico.events.TestClockData;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a subscription asks for after its first request: another try, or none any more, or money back.
class CollectionRequestsTest {

    static final PeriodData PERIOD = new PeriodData(Samples.NOW, Samples.NOW.plus(Duration.ofDays(30)));
    static RunningService billing;

    final String subscription = Shop.IDS.next("sub");
    Shop shop;
    String ada;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void aShop() {
        shop = new Shop(billing);
        ada = shop.customer("ada");
    }

    @Test
    void what_failed_is_paid_with_another_card_when_it_is_tried_again() {
        shop.card(ada, "declined");
        String transaction = charge("automatic", null, null);
        settled(transaction, "past_due");
        shop.card(ada, "visa");
        again(SubscriptionEvents.SUBSCRIPTION_COLLECTION_REQUESTED, transaction, null);
        JsonNode paid = settled(transaction, "completed");
        assertThat(paid.path("payments")).hasSize(2);
        assertThat(told(transaction))
                .containsSubsequence("transaction.payment_failed", "transaction.past_due", "transaction.completed");
    }

    @Test
    void every_try_that_fails_is_told_also_where_there_is_nothing_to_charge() {
        String transaction = charge("automatic", null, null);
        settled(transaction, "past_due");
        again(SubscriptionEvents.SUBSCRIPTION_COLLECTION_REQUESTED, transaction, null);
        await().untilAsserted(() -> assertThat(told(transaction))
                .filteredOn("transaction.payment_failed"::equals)
                .hasSize(2));
        assertThat(told(transaction)).filteredOn("transaction.past_due"::equals).hasSize(1);
    }

    @Test
    void what_is_given_up_is_canceled_and_what_was_credited_for_it_is_taken_back() {
        shop.card(ada, "declined");
        String transaction = charge("automatic", "700", null);
        settled(transaction, "past_due");
        assertThat(available()).isEqualTo("0");
        again(SubscriptionEvents.SUBSCRIPTION_COLLECTION_GIVEN_UP, transaction, null);
        settled(transaction, "canceled");
        await().untilAsserted(() -> assertThat(told(transaction)).contains("transaction.canceled"));
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(available()).isEqualTo("0"));
        again(SubscriptionEvents.SUBSCRIPTION_COLLECTION_REQUESTED, transaction, null);
        assertThat(shop.get("/transactions/" + transaction).path("status").asString())
                .isEqualTo("canceled");
    }

    @Test
    void an_invoice_whose_term_has_passed_is_past_due() {
        String transaction = charge("manual", null, null);
        settled(transaction, "billed");
        again(SubscriptionEvents.SUBSCRIPTION_COLLECTION_REQUESTED, transaction, null);
        settled(transaction, "past_due");
        assertThat(shop.client
                        .post(
                                "/transactions/" + transaction + "/pay",
                                "{\"payment_method_id\":\"" + shop.card(ada, "visa") + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_ends_early_gives_back_its_share_once() {
        shop.card(ada, "visa");
        String transaction = charge("automatic", null, null);
        settled(transaction, "completed");
        String id = Shop.IDS.next("rfr");
        var request = new RefundRequestData(id, subscription, ada, transaction, "0.25", null);
        for (int times = 0; times < 2; times++)
            Events.publish(
                    SubscriptionEvents.SUBSCRIPTION_REFUND_REQUESTED, shop.merchantId, ada, subscription, 1, request);
        await().untilAsserted(() -> {
            JsonNode given = shop.get("/adjustments?transaction_id=" + transaction);
            assertThat(given).hasSize(1);
            assertThat(given.path(0).path("totals").path("total").asString()).isEqualTo("250");
            assertThat(given.path(0).path("status").asString()).isEqualTo("approved");
        });
    }

    @Test
    void what_is_charged_to_whoever_lives_on_a_test_clock_happens_at_its_time() {
        Instant then = Instant.parse("2031-05-06T07:08:09Z");
        String clock = Shop.IDS.next("clk");
        tell(clock, then, 1);
        String eve =
                shop.created("/customers", "{\"email\":\"eve@x.example\",\"test_clock_id\":\"%s\"}".formatted(clock));
        String sold = shop.paid(eve, shop.price("1000", Samples.MONTHLY), 1);
        assertThat(shop.get("/transactions/" + sold).path("billed_at").asString())
                .isEqualTo("2031-05-06T07:08:09Z");
        ada = eve;
        String transaction = charge("automatic", null, then.plus(Duration.ofDays(1)));
        assertThat(settled(transaction, "completed").path("billed_at").asString())
                .isEqualTo("2031-05-07T07:08:09Z");
        assertThat(shop.client
                        .post("/customers", "{\"email\":\"x@x.example\",\"test_clock_id\":\"clk_none\"}")
                        .errorCode())
                .isEqualTo("invalid_field");
    }

    private void tell(String clock, Instant time, long version) {
        var data = new TestClockData(clock, null, "ready", time, null, Samples.NOW, Samples.NOW);
        Events.publish(SubscriptionEvents.TEST_CLOCK_UPDATED, shop.merchantId, null, clock, version, data);
    }

    /// @return the id of the transaction that it becomes
    private String charge(String mode, @Nullable String credit, @Nullable Instant testTime) {
        String id = Shop.IDS.next("chr");
        var price = Samples.price("pri_1", shop.product, new MoneyData("1000", "EUR"), Samples.MONTHLY, "active");
        var item = new ChargeRequestData.Item(price, Samples.product(shop.product), 1, null);
        var terms = new BillingDetails(null, null, null, new DurationData("day", 14));
        var request = new ChargeRequestData(
                id,
                subscription,
                ada,
                null,
                null,
                "EUR",
                "subscription_recurring",
                mode,
                mode.equals("manual") ? terms : null,
                null,
                PERIOD,
                List.of(item),
                credit,
                null,
                testTime);
        Events.publish(
                SubscriptionEvents.SUBSCRIPTION_CHARGE_REQUESTED, shop.merchantId, ada, subscription, 1, request);
        return "txn" + id.substring(3);
    }

    private void again(EventType<CollectionRequestData> type, String transaction, @Nullable Instant testTime) {
        var request = new CollectionRequestData(Shop.IDS.next("col"), subscription, ada, transaction, testTime);
        Events.publish(type, shop.merchantId, ada, subscription, 2, request);
    }

    private JsonNode settled(String transaction, String status) {
        await().untilAsserted(() -> assertThat(shop.client
                        .get("/transactions/" + transaction)
                        .data()
                        .path("status")
                        .asString(""))
                .isEqualTo(status));
        return shop.get("/transactions/" + transaction);
    }

    private List<String> told(String transaction) {
        return shop.told(transaction);
    }

    private String available() {
        return shop.get("/customers/" + ada + "/credit-balances")
                .path(0)
                .path("balance")
                .path("available")
                .asString();
    }
}
