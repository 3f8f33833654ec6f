package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.billing.creditbalance.CreditBalances;
import dev.portico.chassis.money.Money;
import dev.portico.events.BillingDetails;
import dev.portico.events.ChargeRequestData;
import dev.portico.events.DurationData;
import dev.portico.events.MoneyData;
import dev.portico.events.PeriodData;
import dev.portico.events.Proration;
import dev.portico.events.SubscriptionEvents;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

class ChargeRequestsTest {

    static final PeriodData PERIOD = new PeriodData(Samples.NOW, Samples.NOW.plus(Duration.ofDays(30)));
    static RunningService billing;

    Shop shop;
    String ada;
    String subscription;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void aSubscriptionThatWasPaidOnce() {
        shop = new Shop(billing);
        ada = shop.customer("ada");
        String first = shop.paid(ada, shop.price("1000", Samples.MONTHLY), 1);
        subscription = "sub" + first.substring(3);
    }

    @Test
    void a_renewal_is_charged_once_to_what_paid_last_however_often_it_is_asked_for() {
        shop.card(ada, "declined");
        String request = request("automatic", "subscription_recurring", null, null, null, 2);
        JsonNode paid = settled(request, "completed");
        assertThat(paid.path("origin").asString()).isEqualTo("subscription_recurring");
        assertThat(paid.path("subscription_id").asString()).isEqualTo(subscription);
        assertThat(paid.path("billing_period").path("starts_at").asString()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(paid.path("details").path("totals").path("total").asString()).isEqualTo("2000");
        await().untilAsserted(() -> assertThat(shop.told(transaction(request)))
                .containsExactly("transaction.created", "transaction.ready", "transaction.completed"));
        var booked = billing.bean(MongoTemplate.class).getCollection("sandbox_charges");
        assertThat(booked.countDocuments(new Document("merchantId", shop.merchantId)))
                .isEqualTo(2);
    }

    @Test
    void what_the_customer_has_good_is_used_first_and_comes_back_if_the_change_does_not_happen() {
        String card = shop.card(ada, "visa");
        assertThat(card).startsWith("paymtd_");
        credit("700");
        JsonNode paid = settled(request("automatic", "subscription_recurring", null, null, null, 1), "completed");
        assertThat(paid.path("details").path("totals").path("credit").asString())
                .isEqualTo("700");
        assertThat(paid.path("details").path("totals").path("grand_total").asString())
                .isEqualTo("300");
        assertThat(paid.path("payments").path(0).path("amount").asString()).isEqualTo("300");

        credit("1500");
        JsonNode free = settled(request("automatic", "subscription_recurring", null, null, null, 1), "completed");
        assertThat(free.path("payments")).isEmpty();
        assertThat(free.path("invoice_id").isNull()).isFalse();

        subscription = "sub" + Shop.IDS.next("x").substring(1);
        shop.card(ada, "declined");
        settled(request("automatic", "subscription_update", null, "prevent_change", null, 1), "canceled");
        await().untilAsserted(() -> assertThat(shop.get("/customers/" + ada + "/credit-balances")
                        .path(0)
                        .path("balance")
                        .path("available")
                        .asString())
                .isEqualTo("500"));
    }

    private void credit(String amount) {
        billing.bean(CreditBalances.class).credit(shop.house, ada, Money.of(amount, "EUR"), Shop.IDS.next("adj"));
    }

    @Test
    void half_a_period_costs_half() {
        JsonNode paid = settled(
                request("automatic", "subscription_update", new Proration("0.5", PERIOD), null, null, 1), "completed");
        assertThat(paid.path("details").path("totals").path("total").asString()).isEqualTo("500");
    }

    @Test
    void what_was_agreed_comes_off() {
        String discount = shop.discount("percentage", "10");
        JsonNode paid = settled(request("automatic", "subscription_recurring", null, null, discount, 1), "completed");
        assertThat(paid.path("details").path("totals").path("total").asString()).isEqualTo("900");
    }

    @Test
    void what_is_paid_by_invoice_is_billed() {
        JsonNode billed = settled(request("manual", "subscription_recurring", null, null, null, 1), "billed");
        assertThat(billed.path("billing_details")
                        .path("payment_terms")
                        .path("frequency")
                        .asInt())
                .isEqualTo(14);
    }

    @Test
    void what_cannot_be_charged_is_past_due_and_can_be_paid_by_the_customer() {
        subscription = "sub" + Shop.IDS.next("x").substring(1);
        shop.card(ada, "insufficient_funds");
        String request = request("automatic", "subscription_recurring", null, null, null, 1);
        settled(request, "past_due");
        await().untilAsserted(() -> assertThat(shop.told(transaction(request)))
                .containsExactly(
                        "transaction.created",
                        "transaction.ready",
                        "transaction.payment_failed",
                        "transaction.past_due"));
        publish("past_due", "automatic");
        var toPay = shop.client.get("/subscriptions/" + subscription + "/update-payment-method-transaction");
        await().untilAsserted(() ->
                assertThat(toPay.data().path("id").asString()).as(toPay.text()).isEqualTo(transaction(request)));
        var paid = shop.client.post(
                "/transactions/" + transaction(request) + "/pay",
                "{\"payment_method_id\":\"" + shop.card(ada, "visa") + "\"}");
        assertThat(paid.data().path("status").asString()).as(paid.text()).isEqualTo("completed");
    }

    @Test
    void what_is_not_to_happen_without_a_payment_is_canceled_when_it_fails() {
        subscription = "sub" + Shop.IDS.next("x").substring(1);
        shop.card(ada, "declined");
        String request = request("automatic", "subscription_update", null, "prevent_change", null, 1);
        settled(request, "canceled");
        await().untilAsserted(() -> assertThat(shop.told(transaction(request)))
                .endsWith("transaction.payment_failed", "transaction.canceled"));
    }

    @Test
    void a_payment_method_is_changed_without_an_invoice_or_a_new_subscription() {
        publish("active", "automatic");
        String path = "/subscriptions/" + subscription + "/update-payment-method-transaction";
        JsonNode free = shop.get(path);
        String id = free.path("id").asString();
        assertThat(free.path("origin").asString()).isEqualTo("subscription_payment_method_change");
        assertThat(free.path("details").path("totals").path("total").asString()).isEqualTo("0");
        assertThat(free.path("checkout").path("url").asString()).contains("/payment-methods?");
        assertThat(shop.get(path).path("id").asString()).isEqualTo(id);

        String card = shop.card(ada, "mastercard");
        shop.card(ada, "declined");
        var done = shop.client.post("/transactions/" + id + "/pay", "{\"payment_method_id\":\"" + card + "\"}");
        assertThat(done.data().path("status").asString()).as(done.text()).isEqualTo("completed");
        assertThat(done.data().path("invoice_id").isNull()).isTrue();
        assertThat(done.data().path("subscription_id").asString()).isEqualTo(subscription);

        String renewal = request("automatic", "subscription_recurring", null, null, null, 1);
        assertThat(settled(renewal, "completed")
                        .path("payments")
                        .path(0)
                        .path("payment_method_id")
                        .asString())
                .isEqualTo(card);
    }

    @Test
    void a_subscription_that_is_paid_by_invoice_has_no_payment_method_to_change() {
        publish("active", "manual");
        String path = "/subscriptions/" + subscription + "/update-payment-method-transaction";
        assertThat(shop.client.get(path).errorCode()).isEqualTo("subscription_not_automatic_collection");
        assertThat(new Shop(billing).client.get(path).errorCode()).isEqualTo("not_found");
    }

    /// Asks twice, and says under which id.
    private String request(
            String mode,
            String origin,
            @Nullable Proration proration,
            @Nullable String onFailure,
            @Nullable String discount,
            int quantity) {
        String id = Shop.IDS.next("chg");
        var price = Samples.price("pri_1", shop.product, new MoneyData("1000", "EUR"), Samples.MONTHLY, "active");
        var item = new ChargeRequestData.Item(price, Samples.product(shop.product), quantity, proration);
        var terms = new BillingDetails(null, null, null, new DurationData("day", 14));
        var request = new ChargeRequestData(
                id,
                subscription,
                ada,
                null,
                null,
                "EUR",
                origin,
                mode,
                mode.equals("manual") ? terms : null,
                discount,
                PERIOD,
                List.of(item),
                null,
                onFailure,
                null);
        for (int times = 0; times < 2; times++)
            Events.publish(SubscriptionEvents.SUBSCRIPTION_CHARGE_REQUESTED, shop.merchantId, ada, id, 1, request);
        return id;
    }

    private JsonNode settled(String request, String status) {
        String path = "/transactions/" + transaction(request);
        await().untilAsserted(() -> assertThat(
                        shop.client.get(path).data().path("status").asString(""))
                .isEqualTo(status));
        return shop.get(path);
    }

    private static String transaction(String request) {
        return "txn" + request.substring(3);
    }

    private void publish(String status, String mode) {
        var data = Samples.subscription(subscription, ada, status, mode);
        Events.publish(SubscriptionEvents.SUBSCRIPTION_UPDATED, shop.merchantId, ada, subscription, 5, data);
    }
}
