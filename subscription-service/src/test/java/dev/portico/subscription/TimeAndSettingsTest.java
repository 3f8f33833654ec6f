package dev.portico.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.events.SubscriptionEvents;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Test clocks, and what a merchant decides for all its subscriptions.
class TimeAndSettingsTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static final Set<String> PERMISSIONS =
            Set.of("subscription.read", "subscription.write", "test_clock.read", "test_clock.write");
    static RunningService service;

    final String merchantId = IDS.next("mer");
    final Client shop = service.as(new Caller.Merchant(merchantId, "apikey_1", PERMISSIONS));
    final Client elsewhere = service.as(new Caller.Merchant(IDS.next("mer"), "apikey_2", PERMISSIONS));

    @BeforeAll
    static void start() {
        service = RunningService.start(SubscriptionServiceApplication.class, "subscription");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void what_is_not_decided_is_as_usual_and_one_thing_can_be_decided_alone() {
        assertThat(shop.get("/subscription-settings").data().toString())
                .isEqualTo(
                        "{\"payment_retry_days\":[1,3,5,7],\"after_last_retry\":\"cancel\",\"refund_on_immediate_cancel\":\"none\","
                                + "\"trial_reminder_days\":3,\"renewal_reminder_days\":30,\"renewal_reminders\":\"yearly\"}");
        assertThat(shop.patch("/subscription-settings", "{\"payment_retry_days\":[2,9]}")
                        .status())
                .isEqualTo(200);
        assertThat(shop.patch("/subscription-settings", "{\"after_last_retry\":\"keep\"}")
                        .data()
                        .toString())
                .isEqualTo(
                        "{\"payment_retry_days\":[2,9],\"after_last_retry\":\"keep\",\"refund_on_immediate_cancel\":\"none\","
                                + "\"trial_reminder_days\":3,\"renewal_reminder_days\":30,\"renewal_reminders\":\"yearly\"}");
        assertThat(elsewhere.get("/subscription-settings").text()).contains("[1,3,5,7]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"payment_retry_days\":null}",
                "{\"payment_retry_days\":[0]}",
                "{\"payment_retry_days\":[3,2]}",
                "{\"payment_retry_days\":[1,1]}",
                "{\"payment_retry_days\":[61]}",
                "{\"payment_retry_days\":[null]}",
                "{\"payment_retry_days\":[1,2,3,4,5,6,7,8,9,10,11]}",
                "{\"payment_retry_days\":\"daily\"}",
                "{\"after_last_retry\":\"forget\"}",
                "{\"after_last_retry\":null}",
                "{\"refund_on_immediate_cancel\":\"some\"}",
                "{\"trial_reminder_days\":0}",
                "{\"trial_reminder_days\":null}",
                "{\"renewal_reminder_days\":91}",
                "{\"renewal_reminders\":\"monthly\"}",
                "{\"surprise\":1}"
            })
    void settings_that_make_no_sense_are_refused(String body) {
        assertThat(shop.patch("/subscription-settings", body).errorCode()).isIn("invalid_field", "bad_request");
        assertThat(shop.get("/subscription-settings").text()).contains("[1,3,5,7]", "cancel", "none");
    }

    @Test
    void a_clock_with_nobody_on_it_is_where_it_was_moved_to_and_never_goes_back() {
        String clock = shop.post("/test-clocks", "{\"frozen_time\":\"2027-01-31T09:00:00Z\",\"name\":\"Next year\"}")
                .data()
                .path("id")
                .asString();
        String path = "/test-clocks/" + clock;
        assertThat(shop.post(path + "/advance", "{\"frozen_time\":\"2028-02-29T09:00:00Z\"}")
                        .status())
                .isEqualTo(202);
        await().untilAsserted(() ->
                assertThat(shop.get(path).data().path("status").asString()).isEqualTo("ready"));
        assertThat(shop.get(path).data().path("frozen_time").asString()).isEqualTo("2028-02-29T09:00:00Z");
        assertThat(shop.post(path + "/advance", "{\"frozen_time\":\"2028-02-29T09:00:00Z\"}")
                        .errorCode())
                .isEqualTo("invalid_field");
        assertThat(shop.post(path + "/advance", "{\"frozen_time\":\"2038-02-29T09:00:00Z\"}")
                        .status())
                .isEqualTo(400);
        assertThat(shop.get("/test-clocks").data()).hasSize(1);
        await().untilAsserted(() -> assertThat(Events.heard(Topic.SUBSCRIPTION, merchantId).stream()
                        .filter(event -> event.type().equals(SubscriptionEvents.TEST_CLOCK_UPDATED.name()))
                        .map(event ->
                                event.as(SubscriptionEvents.TEST_CLOCK_UPDATED).status()))
                .containsExactly("ready", "advancing", "ready"));
    }

    @Test
    void another_merchants_clock_is_unknown() {
        String clock = shop.post("/test-clocks", "{\"frozen_time\":\"2027-01-31T09:00:00Z\"}")
                .data()
                .path("id")
                .asString();
        String unknown = elsewhere.get("/test-clocks/" + IDS.next("clk")).withoutRequestId();
        assertThat(elsewhere.get("/test-clocks/" + clock).withoutRequestId()).isEqualTo(unknown);
        assertThat(elsewhere
                        .post("/test-clocks/" + clock + "/advance", "{\"frozen_time\":\"2027-02-28T09:00:00Z\"}")
                        .withoutRequestId())
                .isEqualTo(unknown);
        assertThat(elsewhere.get("/test-clocks").data()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"frozen_time\":null}",
                "{\"frozen_time\":\"soon\"}",
                "{\"frozen_time\":\"1999-12-31T00:00:00Z\"}",
                "{\"frozen_time\":\"+999999999-12-31T23:59:59Z\"}",
                "{\"frozen_time\":\"2027-01-31T09:00:00Z\",\"name\":5}",
                "{\"frozen_time\":\"2027-01-31T09:00:00Z\",\"surprise\":1}"
            })
    void a_clock_that_makes_no_sense_is_refused(String body) {
        assertThat(shop.post("/test-clocks", body).status()).isBetween(400, 499);
    }
}
