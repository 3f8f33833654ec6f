package dev.portico.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.CustomerData;
import dev.portico.events.DurationData;
import dev.portico.events.EventType;
import dev.portico.events.PriceData;
import dev.portico.events.SubscriptionEvents;
import dev.portico.events.SubscriptionReminderData;
import dev.portico.events.Topic;
import dev.portico.events.TransactionData;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Whoever lives on a test clock is reminded when it comes by the day.
class RemindersOnTestClocksTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static final Set<String> PERMISSIONS =
            Set.of("subscription.read", "subscription.write", "test_clock.read", "test_clock.write");
    static RunningService service;

    final String merchantId = IDS.next("mer");
    final String customer = IDS.next("ctm");
    final Client shop = service.as(new Caller.Merchant(merchantId, "apikey_1", PERMISSIONS));
    String clock;

    @BeforeAll
    static void start() {
        service = RunningService.start(SubscriptionServiceApplication.class, "subscription");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void somebodyOnATestClock() {
        clock = shop.post("/test-clocks", "{\"frozen_time\":\"2026-11-24T10:00:00Z\"}")
                .data()
                .path("id")
                .asString();
        var living = new CustomerData(
                customer,
                "Ada",
                "ada@customers.example",
                false,
                "active",
                null,
                "en",
                Samples.AT,
                Samples.AT,
                null,
                clock);
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        Events.publish(BillingEvents.CUSTOMER_CREATED, merchantId, customer, customer, 1, living);
    }

    @Test
    void a_trial_is_reminded_of_when_the_clock_passes_the_third_day_before_its_end() {
        String subscription = sold("month", new DurationData("day", 14));
        advance("2026-12-05T09:59:59Z");
        assertThat(told(SubscriptionEvents.SUBSCRIPTION_TRIAL_ENDING)).isEmpty();
        advance("2026-12-05T10:00:00Z");
        assertThat(told(SubscriptionEvents.SUBSCRIPTION_TRIAL_ENDING))
                .containsExactly(new SubscriptionReminderData(
                        subscription,
                        customer,
                        List.of("Analytical Engine"),
                        "4900",
                        "USD",
                        Instant.parse("2026-12-08T10:00:00Z")));
    }

    @Test
    void a_year_is_reminded_of_as_many_days_before_its_end_as_the_merchant_wants() {
        shop.patch("/subscription-settings", "{\"renewal_reminder_days\":14}");
        sold("year", null);
        advance("2027-11-10T09:59:59Z");
        assertThat(told(SubscriptionEvents.SUBSCRIPTION_RENEWAL_UPCOMING)).isEmpty();
        advance("2027-11-20T10:00:00Z");
        assertThat(told(SubscriptionEvents.SUBSCRIPTION_RENEWAL_UPCOMING))
                .extracting(SubscriptionReminderData::billedAt)
                .containsExactly(Instant.parse("2027-11-24T10:00:00Z"));
    }

    private String sold(String interval, @Nullable DurationData trial) {
        String transaction = IDS.next("txn");
        PriceData without = Samples.price(IDS.next("pri"), IDS.next("pro"), "4900", interval);
        var price = new PriceData(
                without.id(),
                without.productId(),
                without.description(),
                without.type(),
                null,
                without.billingCycle(),
                trial,
                without.taxMode(),
                without.unitPrice(),
                List.of(),
                without.quantity(),
                without.status(),
                null,
                Samples.AT,
                Samples.AT,
                null);
        TransactionData paid = Samples.paid(transaction, customer, price);
        Events.publish(BillingEvents.TRANSACTION_COMPLETED, merchantId, customer, transaction, 3, paid);
        String id = Ids.derived("sub", transaction);
        await().untilAsserted(() ->
                assertThat(shop.get("/subscriptions/" + id).status()).isEqualTo(200));
        return id;
    }

    private void advance(String to) {
        shop.post("/test-clocks/" + clock + "/advance", "{\"frozen_time\":\"" + to + "\"}");
        await().untilAsserted(() -> {
            JsonNode moved = shop.get("/test-clocks/" + clock).data();
            assertThat(moved.path("frozen_time").asString()).isEqualTo(to);
            assertThat(moved.path("status").asString()).isEqualTo("ready");
        });
        String mark = "test_clock.updated";
        await().untilAsserted(() -> assertThat(Events.heard(Topic.SUBSCRIPTION, merchantId))
                .anyMatch(event -> event.type().equals(mark)
                        && event.data().contains(to)
                        && event.data().contains("\"ready\"")));
    }

    private List<SubscriptionReminderData> told(EventType<SubscriptionReminderData> type) {
        return Events.heard(Topic.SUBSCRIPTION, merchantId).stream()
                .filter(event -> event.type().equals(type.name()))
                .map(event -> event.as(type))
                .toList();
    }
}
