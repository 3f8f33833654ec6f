package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.billing.creditbalance.CreditBalances;
import dev.portico.billing.provider.Moody;
import dev.portico.billing.provider.Moody.Mood;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.money.Money;
import dev.portico.events.ChargeRequestData;
import dev.portico.events.MoneyData;
import dev.portico.events.SubscriptionEvents;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The provider does not answer, or answers late.
class PendingTest {

    static final Duration AT_MOST = Duration.ofSeconds(60);
    static RunningService billing;
    static Moody provider;

    Shop shop;
    String ada;
    String price;

    @BeforeAll
    static void start() {
        billing = RunningService.start(
                BillingServiceApplication.class, "billing", Map.of("portico.billing.provider", "moody"));
        provider = billing.bean(Moody.class);
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void aShop() {
        shop = new Shop(billing);
        ada = shop.customer("ada");
        price = shop.price("1000", null);
        provider.will(Mood.PAYS);
    }

    @Test
    void money_that_was_taken_in_silence_is_found_and_taken_once() {
        provider.will(Mood.PAYS_SILENTLY);
        double before = counted("captured");
        String sold = shop.paid(ada, price, 1);
        assertThat(payment(sold).path("status").asString()).isEqualTo("pending_no_action_required");
        assertThat(status(sold)).isEqualTo("ready");

        provider.will(Mood.PAYS);
        await().atMost(AT_MOST).untilAsserted(() -> assertThat(status(sold)).isEqualTo("completed"));
        String key = payment(sold).path("payment_attempt_id").asString();
        assertThat(provider.asked.stream().filter(key::equals)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(provider.movedUnder(key)).isOne();
        assertThat(counted("captured") - before).isOne();
        await().untilAsserted(() -> assertThat(shop.told(sold)).containsOnlyOnce("transaction.completed"));
    }

    @Test
    void what_a_customer_removes_the_provider_forgets_and_it_is_gone_even_if_he_does_not_hear_of_it() {
        String first = shop.card(ada, "first");
        String second = shop.card(ada, "second");
        String path = "/customers/" + ada + "/payment-methods/";
        assertThat(shop.client.delete(path + first).status()).isEqualTo(204);
        assertThat(provider.forgotten).containsOnlyOnce("tok_sandbox_first");
        provider.will(Mood.BREAKS);
        assertThat(shop.client.delete(path + second).status()).isEqualTo(204);
        assertThat(shop.client.get(path + second).status()).isEqualTo(404);
    }

    @Test
    void while_one_payment_is_pending_there_is_no_other() {
        provider.will(Mood.IS_SILENT);
        String sold = shop.paid(ada, price, 1);
        String other = shop.card(ada, "mastercard");
        Client customer = billing.as(new Caller.Customer(shop.merchantId, ada, "s"));
        var again = customer.post("/transactions/" + sold + "/pay", "{\"payment_method_id\":\"" + other + "\"}");
        assertThat(again.errorCode()).isEqualTo("conflict");
        assertThat(shop.get("/transactions/" + sold).path("payments")).hasSize(1);
    }

    @Test
    void whoever_pays_hears_that_it_is_being_processed() {
        provider.will(Mood.IS_SILENT);
        String open = shop.created("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s"}]}""".formatted(ada, price));
        Client customer = billing.as(new Caller.Customer(shop.merchantId, ada, "s"));
        var paid = customer.post(
                "/transactions/" + open + "/pay", "{\"payment_method_id\":\"" + shop.card(ada, "visa") + "\"}");
        assertThat(paid.status()).as(paid.text()).isEqualTo(200);
        assertThat(paid.data().path("payments").path(0).path("status").asString())
                .isEqualTo("pending_no_action_required");

        String another = shop.created("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s"}]}""".formatted(ada, price));
        Client payer = billing.as(new Caller.Payer(shop.merchantId, ada, another));
        var task = payer.post("/task/pay", "{\"token\":\"tok_sandbox_visa\"}");
        assertThat(task.data().path("status").asString()).as(task.text()).isEqualTo("processing");
        assertThat(payer.get("/task").data().path("status").asString()).isEqualTo("processing");
    }

    @Test
    void one_that_breaks_keeps_no_other_from_being_finished() {
        provider.will(Mood.BREAKS, "tok_sandbox_expired");
        String breaking = shop.created("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s"}],"payment_method_id":"%s"}""".formatted(ada, price, shop.card(ada, "expired")));
        assertThat(payment(breaking).path("status").asString()).isEqualTo("pending_no_action_required");
        provider.will(Mood.IS_SILENT);
        List<String> others = List.of(shop.paid(ada, price, 1), shop.paid(ada, price, 1));
        provider.will(Mood.PAYS);
        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(others)
                        .allSatisfy(id -> assertThat(status(id)).isEqualTo("completed")));
        assertThat(status(breaking)).isEqualTo("ready");
    }

    @Test
    void what_the_provider_says_by_himself_settles_it_at_once() {
        provider.will(Mood.IS_SILENT);
        String sold = shop.paid(ada, price, 1);
        String key = payment(sold).path("payment_attempt_id").asString();
        double before = counted("declined");
        Charges charges = billing.bean(Charges.class);
        charges.settled(shop.house, key, new Outcome.Declined("not_enough_balance"));
        charges.settled(shop.house, key, new Outcome.Captured());
        charges.settled(new Caller.Service(Shop.IDS.next("mer"), "another house"), key, new Outcome.Captured());
        assertThat(payment(sold).path("status").asString()).isEqualTo("error");
        assertThat(payment(sold).path("error_code").asString()).isEqualTo("not_enough_balance");
        assertThat(counted("declined") - before).isOne();
    }

    @Test
    void a_refund_without_an_answer_awaits_it_and_is_paid_once() {
        String sold = shop.paid(ada, price, 1);
        provider.will(Mood.PAYS_SILENTLY);
        var refund = shop.client.post("/adjustments", """
                {"action":"refund","type":"full","transaction_id":"%s","reason":"a test"}""".formatted(sold));
        String id = refund.data().path("id").asString();
        assertThat(refund.data().path("status").asString()).as(refund.text()).isEqualTo("pending_approval");
        provider.will(Mood.PAYS);
        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(shop.ids("/adjustments?status=approved&id=" + id))
                        .hasSize(1));
        assertThat(provider.movedUnder(id)).isOne();
        await().untilAsserted(() ->
                assertThat(shop.get("/ledger-entries?transaction_id=" + sold)).hasSize(3));
    }

    @Test
    void credit_that_was_used_for_what_is_refused_late_is_good_again() {
        CreditBalances balances = billing.bean(CreditBalances.class);
        balances.credit(shop.house, ada, new Money(300, "EUR"), Shop.IDS.next("chr"));
        shop.card(ada, "visa");
        provider.will(Mood.IS_SILENT);
        String request = Shop.IDS.next("chr");
        var item = new ChargeRequestData.Item(
                Samples.price(price, shop.product, new MoneyData("1000", "EUR"), null, "active"),
                Samples.product(shop.product),
                1,
                null);
        Events.publish(
                SubscriptionEvents.SUBSCRIPTION_CHARGE_REQUESTED,
                shop.merchantId,
                ada,
                Shop.IDS.next("sub"),
                1,
                new ChargeRequestData(
                        request,
                        Shop.IDS.next("sub"),
                        ada,
                        null,
                        null,
                        "EUR",
                        "subscription_update",
                        "automatic",
                        null,
                        null,
                        null,
                        List.of(item),
                        null,
                        "prevent_change",
                        null));
        String transaction = "txn" + request.substring(3);
        await().untilAsserted(() -> assertThat(
                        shop.client.get("/transactions/" + transaction).data().path("payments"))
                .hasSize(1));
        assertThat(available()).isEqualTo("0");
        provider.will(Mood.DECLINES);
        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(status(transaction)).isEqualTo("canceled"));
        await().untilAsserted(() -> assertThat(available()).isEqualTo("300"));
    }

    private String available() {
        return shop.get("/customers/" + ada + "/credit-balances")
                .path(0)
                .path("balance")
                .path("available")
                .asString();
    }

    private String status(String transaction) {
        return shop.get("/transactions/" + transaction).path("status").asString();
    }

    private JsonNode payment(String transaction) {
        return shop.get("/transactions/" + transaction).path("payments").path(0);
    }

    private static double counted(String outcome) {
        return billing.bean(MeterRegistry.class)
                .counter("charges", "outcome", outcome)
                .count();
    }
}
