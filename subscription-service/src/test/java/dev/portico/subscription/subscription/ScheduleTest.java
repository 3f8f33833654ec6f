package dev.portico.subscription.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.Topic;
import dev.portico.subscription.SubscriptionServiceApplication;
import dev.portico.subscription.SubscriptionServiceTest;
import dev.portico.subscription.settings.Settings;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static RunningService service;

    final String merchantId = IDS.next("mer");
    final String id = IDS.next("sub");
    final Client shop = service.as(new Caller.Merchant(merchantId, "apikey_1", SubscriptionServiceTest.PERMISSIONS));
    final Subscriptions subscriptions = service.bean(Subscriptions.class);
    final Settings settings = service.bean(Settings.class);
    Instant end;

    @BeforeAll
    static void start() {
        service = RunningService.start(SubscriptionServiceApplication.class, "subscription");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void aSubscriptionThatWillEnd() {
        String transaction = Ids.derived("txn", id);
        var price = Samples.price(IDS.next("pri"), IDS.next("pro"), "4900", "month");
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        Events.publish(
                BillingEvents.TRANSACTION_COMPLETED,
                merchantId,
                "ctm_1",
                transaction,
                3,
                Samples.paid(transaction, "ctm_1", price));
        await().untilAsserted(() -> assertThat(read().path("status").asString()).isEqualTo("active"));
        assertThat(shop.post("/subscriptions/" + id + "/cancel", "{}").status()).isEqualTo(200);
        end = Instant.parse(read().path("scheduled_change").path("effective_at").asString());
    }

    @Test
    void nothing_happens_before_its_time() {
        Schedule.makeDue(subscriptions, settings, IDS, at(end.minusMillis(1)));
        assertThat(read().path("status").asString()).isEqualTo("active");
    }

    @Test
    void what_was_taken_back_does_not_happen() {
        shop.patch("/subscriptions/" + id, "{\"scheduled_change\":null}");
        Schedule.makeDue(subscriptions, settings, IDS, at(end.plusSeconds(1)));
        assertThat(read().path("status").asString()).isEqualTo("active");
    }

    @Test
    void it_ends_once_though_several_workers_race() throws Exception {
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> work = () -> Schedule.makeDue(subscriptions, settings, IDS, at(end));
            for (Future<Boolean> done : workers.invokeAll(Collections.nCopies(4, work))) done.get();
        }
        assertThat(read().path("status").asString()).isEqualTo("canceled");
        assertThat(read().path("canceled_at").asString()).isEqualTo(end.toString());
        assertThat(Schedule.makeDue(subscriptions, settings, IDS, at(end))).isFalse();
        await().untilAsserted(() -> assertThat(Events.heard(Topic.SUBSCRIPTION, merchantId))
                .extracting(Events.Heard::type)
                .isEqualTo(List.of(
                        "subscription.created",
                        "subscription.activated",
                        "subscription.updated",
                        "subscription.canceled")));
    }

    private tools.jackson.databind.JsonNode read() {
        return shop.get("/subscriptions/" + id).data();
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}
