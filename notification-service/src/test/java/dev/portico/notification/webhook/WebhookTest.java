package dev.portico.notification.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.CardData;
import dev.portico.events.PaymentMethodData;
import dev.portico.events.SubscriptionEvents;
import dev.portico.notification.NotificationServiceApplication;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Events, notification settings and webhooks, over real HTTP and the real broker.
class WebhookTest {

    static final JsonMapper JSON = JsonMapper.builder().build();
    static final Ids IDS = new Ids(Clock.systemUTC());
    static RunningService service;

    final String merchantId = "mer_" + UUID.randomUUID();
    final Client client = as(merchantId);
    final String customer = IDS.next("ctm");

    @BeforeAll
    static void start() {
        service = RunningService.start(
                NotificationServiceApplication.class,
                "notification",
                Map.of("portico.webhooks.allow-private", "127.0.0.0/8", "spring.mail.port", 1));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void an_event_reaches_the_back_end_once_and_signed() throws Exception {
        try (BackEnd backEnd = BackEnd.accepting()) {
            JsonNode setting = listening(backEnd, "customer.created");
            say(1);
            say(1);

            await().untilAsserted(() -> assertThat(backEnd.calls).hasSize(1));
            await().during(Duration.ofMillis(300))
                    .untilAsserted(() -> assertThat(backEnd.calls).hasSize(1));
            BackEnd.Call call = backEnd.calls.getFirst();
            String secret = setting.path("endpoint_secret_key").asString();
            assertSigned(call, secret);
            JsonNode told = JSON.readTree(call.body());
            assertThat(told.path("event_type").asString()).isEqualTo("customer.created");
            assertThat(told.path("event_id").asString()).startsWith("evt_");
            assertThat(told.path("notification_id").asString()).matches("ntf_[0-9a-z]{26}");
            assertThat(told.path("data").path("id").asString()).isEqualTo(customer);
            await().untilAsserted(() -> {
                JsonNode notification = client.get("/notifications").data().path(0);
                assertThat(notification.path("status").asString()).isEqualTo("delivered");
                assertThat(notification.path("times_attempted").asInt()).isEqualTo(1);
                assertThat(notification.path("payload").path("event_id").asString())
                        .isEqualTo(told.path("event_id").asString());
            });
            String id = told.path("notification_id").asString();
            JsonNode log = client.get("/notifications/" + id + "/logs").data();
            assertThat(log).hasSize(1);
            assertThat(log.path(0).path("response_code").asInt()).isEqualTo(200);
        }
    }

    @Test
    void what_failed_is_tried_again_with_a_fresh_signature() throws Exception {
        try (var backEnd = new BackEnd((nth, exchange) -> {
            byte[] sorry = "try later".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(nth == 1 ? 503 : 204, nth == 1 ? sorry.length : -1);
            if (nth == 1) exchange.getResponseBody().write(sorry);
        })) {
            String secret = listening(backEnd, "customer.created")
                    .path("endpoint_secret_key")
                    .asString();
            say(1);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(backEnd.calls).hasSize(2));
            assertThat(backEnd.calls.get(0).signature())
                    .isNotEqualTo(backEnd.calls.get(1).signature());
            for (BackEnd.Call call : backEnd.calls) assertSigned(call, secret);
            assertThat(backEnd.calls.get(0).body())
                    .isEqualTo(backEnd.calls.get(1).body());
            await().untilAsserted(() ->
                    assertThat(onlyNotification().path("status").asString()).isEqualTo("delivered"));
            JsonNode logs = client.get(
                            "/notifications/" + onlyNotification().path("id").asString() + "/logs")
                    .data();
            assertThat(logs)
                    .extracting(log -> log.path("response_code").asInt())
                    .containsExactly(204, 503);
            assertThat(logs.path(1).path("response_body").asString()).isEqualTo("try later");
        }
    }

    @Test
    void redirects_are_not_followed_and_long_answers_not_kept() throws Exception {
        try (BackEnd elsewhere = BackEnd.accepting();
                var backEnd = new BackEnd((_, exchange) -> {
                    exchange.getResponseHeaders().set("Location", elsewhere.url());
                    exchange.sendResponseHeaders(302, 0);
                    for (int i = 0; i < 100; i++) exchange.getResponseBody().write(new byte[1_000]);
                })) {
            listening(backEnd, "customer.created");
            say(1);
            await().untilAsserted(() ->
                    assertThat(onlyNotification().path("status").asString()).isEqualTo("needs_retry"));
            assertThat(elsewhere.calls).isEmpty();
            JsonNode log = client.get(
                            "/notifications/" + onlyNotification().path("id").asString() + "/logs")
                    .data()
                    .path(0);
            assertThat(log.path("response_code").asInt()).isEqualTo(302);
            assertThat(log.path("response_body").asString()).hasSize(4_096);
        }
    }

    @Test
    void an_endpoint_that_never_answers_keeps_no_other_waiting() throws Exception {
        try (var dead = new BackEnd((_, exchange) -> {
                    exchange.sendResponseHeaders(200, 0);
                    for (int i = 0; i < 60; i++) {
                        exchange.getResponseBody().write(' ');
                        exchange.getResponseBody().flush();
                        Thread.sleep(500);
                    }
                });
                BackEnd alive = BackEnd.accepting()) {
            Client neighbour = as("mer_" + UUID.randomUUID());
            listening(dead, "customer.created");
            listening(alive, "customer.created");
            assertThat(neighbour.get("/notification-settings").data()).isEmpty();
            for (int i = 0; i < 40; i++) sayOf(IDS.next("ctm"), 1);
            await().atMost(Duration.ofSeconds(4))
                    .untilAsserted(() -> assertThat(alive.calls).hasSize(40));
            assertThat(dead.calls).hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void one_dead_endpoint_beside_twenty_healthy_ones_delays_none_of_them() throws Exception {
        var merchants = new ArrayList<String>();
        for (int i = 0; i < 20; i++) merchants.add("mer_" + UUID.randomUUID());
        try (var dead = new BackEnd((_, _) -> Thread.sleep(20_000));
                BackEnd alive = BackEnd.accepting()) {
            for (int i = 0; i < 10; i++) setting(dead.url() + "/" + i, "customer.created");
            for (String merchant : merchants) setting(as(merchant), alive.url() + "/" + merchant, "customer.created");
            for (int i = 0; i < 5; i++) sayOf(IDS.next("ctm"), 1);
            for (String merchant : merchants) sayOf(merchant, IDS.next("ctm"), 1);
            await().atMost(Duration.ofSeconds(4))
                    .untilAsserted(() -> assertThat(alive.calls).hasSize(20));
            assertThat(dead.calls).hasSizeLessThanOrEqualTo(40);
        }
    }

    @Test
    void two_instances_send_no_try_twice() throws Exception {
        String store = service.bean(Environment.class).getRequiredProperty("spring.mongodb.uri");
        var settings =
                Map.<String, Object>of("portico.webhooks.allow-private", "127.0.0.0/8", "spring.mongodb.uri", store);
        try (var second = RunningService.start(NotificationServiceApplication.class, "notification", settings);
                BackEnd backEnd = BackEnd.accepting()) {
            assertThat(second.bean(Courier.class)).isNotSameAs(service.bean(Courier.class));
            for (int i = 0; i < 3; i++) setting(backEnd.url() + "/" + i, "customer.created");
            for (int i = 0; i < 30; i++) sayOf(IDS.next("ctm"), 1);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(backEnd.calls).hasSize(90));
            await().during(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(backEnd.calls).hasSize(90));
            assertThat(backEnd.calls).extracting(BackEnd.Call::webhookId).doesNotHaveDuplicates();
        }
    }

    @Test
    void only_a_key_that_may_is_answered() {
        Client reader = service.as(new Caller.Merchant(merchantId, "apikey_1", Set.of("notification.read")));
        assertThat(reader.get("/events").status()).isEqualTo(200);
        assertThat(reader.get("/notifications").status()).isEqualTo(200);
        assertThat(reader.post("/notifications/ntf_1/replay", "").errorCode()).isEqualTo("forbidden");
        assertThat(reader.get("/notification-settings").errorCode()).isEqualTo("forbidden");
        Client visitor = service.as(new Caller.Customer(merchantId, customer, "ses_1"));
        for (String path : List.of("/events", "/event-types", "/notifications", "/notification-settings"))
            assertThat(visitor.get(path).errorCode()).as(path).isEqualTo("forbidden");
    }

    @Test
    void what_waits_for_a_dead_endpoint_counts_only_the_tries_that_were_made() throws Exception {
        try (var dead = new BackEnd((_, exchange) -> exchange.sendResponseHeaders(500, -1))) {
            listening(dead, "customer.created");
            for (int i = 0; i < 12; i++) sayOf(IDS.next("ctm"), 1);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(service.bean(MeterRegistry.class)
                                    .get("webhooks.endpoints.resting")
                                    .gauge()
                                    .value())
                            .isPositive());
            await().untilAsserted(() -> {
                int tries = 0;
                for (JsonNode told : client.get("/notifications").data())
                    tries += told.path("times_attempted").asInt();
                assertThat(tries).isEqualTo(dead.calls.size()).isBetween(5, 12);
            });
        }
    }

    @Test
    void notifications_are_found_by_whom_they_are_about_by_their_type_and_by_their_time() throws Exception {
        try (BackEnd backEnd = BackEnd.accepting()) {
            listening(backEnd, "customer.created");
            String other = IDS.next("ctm");
            say(1);
            sayOf(other, 1);
            await().untilAsserted(() -> assertThat(backEnd.calls).hasSize(2));
            assertThat(client.get("/notifications?filter=" + other).data())
                    .extracting(
                            told -> told.path("payload").path("data").path("id").asString())
                    .containsExactly(other);
            assertThat(client.get("/notifications?filter=" + IDS.next("ctm")).data())
                    .isEmpty();
            String id = client.get("/notifications").data().path(0).path("id").asString();
            assertThat(client.get("/notifications?search=" + id).data()).hasSize(1);
            assertThat(client.get("/notifications?search=CUSTOMER.cre").data()).hasSize(2);
            assertThat(client.get("/notifications?search=evt_").data()).isEmpty();
            assertThat(client.get("/notifications?status=failed,needs_retry").data())
                    .isEmpty();
            assertThat(client.get("/notifications?from=2026-01-01T00:00:00Z&to=2126-01-01T00:00:00Z")
                            .data())
                    .hasSize(2);
            assertThat(client.get("/notifications?to=2026-01-01T00:00:00Z").data())
                    .isEmpty();
            assertThat(client.get("/notifications?from=yesterday").errorCode())
                    .isEqualTo("invalid_time_query_parameter");
        }
    }

    @Test
    void what_is_under_way_or_leads_nowhere_is_not_replayed() throws Exception {
        try (var backEnd = new BackEnd((nth, exchange) -> exchange.sendResponseHeaders(nth == 1 ? 500 : 200, -1))) {
            String setting = listening(backEnd, "customer.created").path("id").asString();
            say(1);
            await().untilAsserted(() ->
                    assertThat(onlyNotification().path("status").asString()).isEqualTo("needs_retry"));
            String replay = "/notifications/" + onlyNotification().path("id").asString() + "/replay";
            assertThat(client.post(replay, "").errorCode()).isEqualTo("notification_cannot_replay");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(onlyNotification().path("status").asString())
                                    .isEqualTo("delivered"));
            client.patch("/notification-settings/" + setting, "{\"active\":false}");
            assertThat(client.post(replay, "").errorCode()).isEqualTo("notification_cannot_replay");
            client.delete("/notification-settings/" + setting);
            assertThat(client.post(replay, "").errorCode()).isEqualTo("notification_cannot_replay");
            assertThat(onlyNotification().path("replayed_at").isNull()).isTrue();
        }
    }

    @Test
    void who_asked_for_simulations_alone_hears_of_nothing_real() throws Exception {
        try (BackEnd backEnd = BackEnd.accepting()) {
            String id = listening(backEnd, "customer.created").path("id").asString();
            client.patch("/notification-settings/" + id, "{\"traffic_source\":\"simulation\"}");
            say(1);
            await().untilAsserted(() -> assertThat(client.get("/events").data()).hasSize(1));
            assertThat(client.get("/notifications").data()).isEmpty();
            assertThat(client.get("/notification-settings?traffic_source=simulation")
                            .data())
                    .hasSize(1);
            assertThat(client.get("/notification-settings?traffic_source=platform")
                            .data())
                    .isEmpty();
        }
    }

    @Test
    void a_replay_tells_the_same_event_under_another_id() throws Exception {
        try (BackEnd backEnd = BackEnd.accepting()) {
            listening(backEnd, "customer.created");
            say(1);
            await().untilAsserted(() ->
                    assertThat(onlyNotification().path("status").asString()).isEqualTo("delivered"));
            String first = onlyNotification().path("id").asString();
            Client.Answer replayed = client.post("/notifications/" + first + "/replay", "");
            assertThat(replayed.status()).isEqualTo(202);
            String second = replayed.data().path("notification_id").asString();
            assertThat(second).isNotEqualTo(first);
            await().untilAsserted(() -> assertThat(backEnd.calls).hasSize(2));
            assertThat(JSON.readTree(backEnd.calls.get(1).body())
                            .path("event_id")
                            .asString())
                    .isEqualTo(JSON.readTree(backEnd.calls.get(0).body())
                            .path("event_id")
                            .asString());
            assertThat(client.post("/notifications/" + second + "/replay", "").errorCode())
                    .isEqualTo("notification_replay_invalid_origin_type");
            assertThat(client.get("/notifications/" + first)
                            .data()
                            .path("replayed_at")
                            .isString())
                    .isTrue();
        }
    }

    @Test
    void a_merchant_sees_and_hears_of_his_own_alone() throws Exception {
        try (BackEnd backEnd = BackEnd.accepting()) {
            String setting = listening(backEnd, "customer.created").path("id").asString();
            say(1);
            await().untilAsserted(() -> assertThat(backEnd.calls).hasSize(1));
            String id = onlyNotification().path("id").asString();
            Client stranger = as("mer_" + UUID.randomUUID());
            String unknown = stranger.get("/notifications/ntf_unknown").withoutRequestId();
            assertThat(stranger.get("/notifications/" + id).withoutRequestId()).isEqualTo(unknown);
            assertThat(stranger.get("/notifications/" + id + "/logs").withoutRequestId())
                    .isEqualTo(unknown);
            assertThat(stranger.post("/notifications/" + id + "/replay", "").withoutRequestId())
                    .isEqualTo(unknown);
            assertThat(stranger.get("/notification-settings/" + setting).withoutRequestId())
                    .isEqualTo(unknown);
            assertThat(stranger.delete("/notification-settings/" + setting).withoutRequestId())
                    .isEqualTo(unknown);
            assertThat(stranger.get("/events").data()).isEmpty();
            assertThat(stranger.get("/notifications").data()).isEmpty();
        }
    }

    @Test
    void events_are_kept_as_merchants_are_told_them() {
        var card = new CardData("visa", "4242", 12, 2030, "Ada");
        var method = new PaymentMethodData(
                IDS.next("paymtd"),
                customer,
                null,
                "card",
                card,
                "saved_during_purchase",
                Samples.AT,
                Samples.AT,
                null,
                null,
                null);
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        say(1);
        Events.publish(BillingEvents.PAYMENT_METHOD_SAVED, merchantId, customer, method.id(), 1, method);
        String product = IDS.next("pro");
        Events.publish(SubscriptionEvents.PRODUCT_CREATED, merchantId, null, product, 1, Samples.product(product));

        await().untilAsserted(() -> assertThat(client.get("/events").data()).hasSize(3));
        JsonNode saved =
                client.get("/events?event_type=payment_method.saved").data().path(0);
        assertThat(saved.path("data").has("card")).isFalse();
        assertThat(saved.path("data").path("customer_id").asString()).isEqualTo(customer);
        assertThat(client.get("/event-types").data())
                .extracting(type -> type.path("name").asString())
                .contains("transaction.completed", "subscription.canceled")
                .doesNotContain("sign_in.requested", "subscription.charge_requested");
    }

    @Test
    void a_secret_is_rotated_and_the_old_one_stays_good_where_there_is_room_for_two() throws Exception {
        try (BackEnd backEnd = BackEnd.accepting()) {
            JsonNode setting = listening(backEnd, "customer.created");
            JsonNode rotated = client.post(
                            "/notification-settings/" + setting.path("id").asString() + "/rotate-secret", "")
                    .data();
            String secret = rotated.path("endpoint_secret_key").asString();
            assertThat(secret)
                    .matches("pdl_ntfset_[a-z0-9]{26}_[A-Za-z0-9]{32}")
                    .isNotEqualTo(setting.path("endpoint_secret_key").asString());
            say(1);
            await().untilAsserted(() -> assertThat(backEnd.calls).hasSize(1));
            BackEnd.Call call = backEnd.calls.getFirst();
            assertThat(call.signature().split("h1=")).hasSize(2);
            assertSigned(call, secret);
            assertThat(call.standardSignature().split(" ")).hasSize(2);
        }
    }

    @Test
    void what_is_wrong_with_a_setting_is_named() {
        String good = "\"description\":\"d\",\"type\":\"url\",\"destination\":\"https://example.com/\",";
        for (var wrong : Map.of(
                        "{}",
                        "description",
                        "{" + good + "\"subscribed_events\":[]}",
                        "subscribed_events",
                        "{" + good + "\"subscribed_events\":null}",
                        "subscribed_events",
                        "{" + good + "\"subscribed_events\":[null]}",
                        "subscribed_events.0",
                        "{" + good + "\"subscribed_events\":[\"sign_in.requested\"]}",
                        "subscribed_events.0",
                        "{" + good.replace("https://", "ftp://") + "\"subscribed_events\":[\"customer.created\"]}",
                        "destination",
                        "{" + good.replace("https://", "https://u:p@")
                                + "\"subscribed_events\":[\"customer.created\"]}",
                        "destination",
                        "{" + good.replace("\"url\"", "\"email\"") + "\"subscribed_events\":[\"customer.created\"]}",
                        "type",
                        "{" + good + "\"api_version\":7,\"subscribed_events\":[\"customer.created\"]}",
                        "api_version",
                        "{" + good + "\"surprise\":7,\"subscribed_events\":[\"customer.created\"]}",
                        "surprise")
                .entrySet()) {
            Client.Answer answer = client.post("/notification-settings", wrong.getKey());
            assertThat(answer.status()).as(wrong.getKey()).isEqualTo(400);
            assertThat(answer.body().path("error").path("errors"))
                    .as(wrong.getKey())
                    .extracting(error -> error.path("field").asString())
                    .contains(wrong.getValue());
        }
        String id = client.post("/notification-settings", "{" + good + "\"subscribed_events\":[\"customer.created\"]}")
                .data()
                .path("id")
                .asString();
        for (String patch : List.of(
                "{\"destination\":null}",
                "{\"active\":null}",
                "{\"active\":\"yes\"}",
                "{\"subscribed_events\":[null]}",
                "{\"subscribed_events\":[1]}",
                "{\"subscribed_events\":\"all\"}",
                "{\"type\":\"email\"}"))
            assertThat(client.patch("/notification-settings/" + id, patch).status())
                    .as(patch)
                    .isEqualTo(400);
        assertThat(client.patch("/notification-settings/" + id, "{\"active\":false}")
                        .data()
                        .path("active")
                        .asBoolean())
                .isFalse();
        assertThat(client.get("/notification-settings?active=true").data()).isEmpty();
        assertThat(client.delete("/notification-settings/" + id).status()).isEqualTo(204);
    }

    @Test
    void no_more_than_ten_are_active() {
        var ids = new HashSet<String>();
        for (int i = 0; i < 10; i++)
            ids.add(setting("https://example.com/" + i, "customer.created")
                    .data()
                    .path("id")
                    .asString());
        assertThat(ids).hasSize(10);
        assertThat(setting("https://example.com/11", "customer.created").errorCode())
                .isEqualTo("notification_maximum_active_settings_reached");
    }

    @Test
    void three_days_without_success_switch_an_endpoint_off() {
        var now = Samples.AT;
        var setting = new NotificationSetting(
                "ntfset_1",
                "mer_1",
                "d",
                "https://example.com/",
                true,
                false,
                "platform",
                List.of("customer.created"),
                "sealed",
                null,
                null,
                null,
                now,
                now);
        NotificationSetting failing = setting.failed(now);
        assertThat(failing.active()).isTrue();
        assertThat(failing.failed(now.plus(Duration.ofHours(71))).active()).isTrue();
        assertThat(failing.failed(now.plus(Duration.ofHours(72))).active()).isFalse();
        assertThat(failing.succeeded().failed(now.plus(Duration.ofHours(72))).active())
                .isTrue();
    }

    private JsonNode onlyNotification() {
        var found = new ArrayList<JsonNode>();
        client.get("/notifications").data().forEach(found::add);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Client as(String merchant) {
        return service.as(new Caller.Merchant(
                merchant,
                "apikey_1",
                Set.of(
                        "notification.read",
                        "notification.write",
                        "notification_setting.read",
                        "notification_setting.write")));
    }

    private JsonNode listening(BackEnd backEnd, String type) {
        return setting(backEnd.url(), type).data();
    }

    private Client.Answer setting(String destination, String type) {
        return setting(client, destination, type);
    }

    private static Client.Answer setting(Client merchant, String destination, String type) {
        return merchant.post(
                "/notification-settings",
                "{\"description\":\"Our back end\",\"type\":\"url\",\"destination\":\"" + destination
                        + "\",\"subscribed_events\":[\"" + type + "\"]}");
    }

    private void say(long version) {
        sayOf(customer, version);
    }

    // The same version is the same event: its id is the same, too.
    private void sayOf(String id, long version) {
        sayOf(merchantId, id, version);
    }

    private static void sayOf(String merchant, String id, long version) {
        Events.publishAs(
                Ids.derived("evt", id),
                BillingEvents.CUSTOMER_CREATED,
                merchant,
                id,
                id,
                version,
                Samples.customer(id, "en"));
    }

    private static void assertSigned(BackEnd.Call call, String secret) throws Exception {
        String seconds = call.signature().replaceFirst("^ts=(\\d+);h1=[0-9a-f]{64}$", "$1");
        assertThat(call.signature())
                .isEqualTo(
                        "ts=" + seconds + ";h1=" + HexFormat.of().formatHex(hmac(secret, seconds + ":" + call.body())));
        assertThat(call.standardSignature())
                .startsWith("v1,"
                        + Base64.getEncoder()
                                .encodeToString(hmac(
                                        secret,
                                        call.webhookId() + "." + call.standardTimestamp() + "." + call.body())));
    }

    private static byte[] hmac(String secret, String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return mac.doFinal(message.getBytes(UTF_8));
    }
}
