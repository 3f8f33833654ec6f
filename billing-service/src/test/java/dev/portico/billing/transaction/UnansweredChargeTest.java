package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.billing.paymentmethod.PaymentMethods;
import dev.portico.billing.provider.PaymentProvider;
import dev.portico.billing.provider.PaymentProvider.Charge;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AuthEvents;
import dev.portico.events.SubscriptionEvents;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

/// The service dies between asking the provider and writing down his answer.
class UnansweredChargeTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static RunningService billing;

    final String merchantId = IDS.next("mer");
    final Caller house = new Caller.Service(merchantId, "a test");
    final Client shop = billing.as(new Caller.Merchant(merchantId, "apikey_1", Samples.PERMISSIONS));
    final Charges charges = billing.bean(Charges.class);
    String methodPath;
    Transaction begun;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void aChargeThatWasBegun() {
        String product = IDS.next("pro");
        String price = IDS.next("pri");
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        Events.publish(SubscriptionEvents.PRODUCT_CREATED, merchantId, null, product, 1, Samples.product(product));
        Events.publish(
                SubscriptionEvents.PRICE_CREATED, merchantId, null, price, 1, Samples.price(price, product, "1000"));
        String customer = created("/customers", "{\"email\":\"ada@x.example\"}");
        String methods = "/customers/" + customer + "/payment-methods";
        String method = created(methods, "{\"token\":\"tok_sandbox_visa\"}");
        String transaction = created("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s"}]}""".formatted(customer, price));
        methodPath = methods + "/" + method;
        begun = billing.bean(Transactions.class)
                .begin(house, transaction, billing.bean(PaymentMethods.class).expect(house, customer, method));
    }

    @Test
    void several_who_finish_it_at_once_charge_and_complete_it_once() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Transaction> finish = () -> charges.finish(house, begun);
            for (var finished : threads.invokeAll(List.of(finish, finish, finish)))
                assertThat(finished.get().isCompleted()).isTrue();
        }
        assertChargedAndCompletedOnce();
    }

    @Test
    void if_nobody_comes_back_the_sweep_finishes_it() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(status()).isEqualTo("completed"));
        assertChargedAndCompletedOnce();
    }

    @Test
    void money_that_was_taken_is_written_down_even_if_the_card_is_gone_by_then() {
        String attempt = begun.pending().orElseThrow().id();
        billing.bean(PaymentProvider.class).charge(house, new Charge(attempt, "tok_sandbox_visa", begun.total()));
        assertThat(shop.delete(methodPath).status()).isEqualTo(204);

        charges.finish(house, begun);
        assertThat(status()).isEqualTo("completed");
        assertChargedAndCompletedOnce();
    }

    private void assertChargedAndCompletedOnce() {
        var booked = billing.bean(MongoTemplate.class).getCollection("sandbox_charges");
        assertThat(booked.countDocuments(new Document("merchantId", merchantId)))
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(Events.heard(Topic.BILLING, merchantId))
                .extracting(Events.Heard::type)
                .containsOnlyOnce("transaction.completed"));
    }

    private String status() {
        return shop.get("/transactions/" + begun.id()).data().path("status").asString();
    }

    private String created(String path, String body) {
        var answer = shop.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.data().path("id").asString();
    }
}
