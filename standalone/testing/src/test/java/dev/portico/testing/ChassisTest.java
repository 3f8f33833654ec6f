package dev.portico.testing;

import static dev.portico.events.SubscriptionEvents.PRODUCT_CREATED;
import static dev.portico.events.SubscriptionEvents.PRODUCT_UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.inbox.RetryLater;
import dev.portico.events.ProductData;
import dev.portico.events.Topic;
import dev.portico.testing.shop.OrderMemory;
import dev.portico.testing.shop.ShopApplication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChassisTest {

    static RunningService shop;
    static OrderMemory memory;

    final Caller.Merchant merchant =
            new Caller.Merchant("mer_" + UUID.randomUUID(), "apikey_1", Set.of("order.read", "order.write"));
    final Client client = shop.as(merchant);
    final String first = "pro_" + UUID.randomUUID();
    final String second = "pro_" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        shop = RunningService.start(
                ShopApplication.class,
                "shop",
                Map.of("portico.service.name", "shop", "portico.service.consumer.give-up-after", "PT3S"));
        memory = shop.bean(OrderMemory.class);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @AfterEach
    void mend() {
        memory.failsWith(null);
    }

    @Test
    void what_is_written_is_told_in_order_and_under_the_customers_key() {
        String id = place("ctm_1", "first");
        client.patch("/orders/" + id, "{\"mark\":\"a\"}");
        client.patch("/orders/" + id, "{\"mark\":\"b\"}");

        await().untilAsserted(() -> assertThat(Events.heard(Topic.SUBSCRIPTION, merchant.merchantId()))
                .extracting(Events.Heard::type, Events.Heard::key, Events.Heard::version)
                .containsExactly(
                        tuple("product.created", merchant.merchantId() + ":ctm_1", 1L),
                        tuple("product.updated", merchant.merchantId() + ":ctm_1", 2L),
                        tuple("product.updated", merchant.merchantId() + ":ctm_1", 3L)));
    }

    @Test
    void an_event_carries_the_trace_of_the_request_that_caused_it() {
        String trace = UUID.randomUUID().toString().replace("-", "");
        var placed = client.header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .post("/orders", "{\"customer_id\":\"ctm_1\",\"note\":\"traced\"}");

        assertThat(placed.body().path("meta").path("request_id").asString().replace("-", ""))
                .isEqualTo(trace);
        await().untilAsserted(() -> assertThat(Events.heard(Topic.SUBSCRIPTION, merchant.merchantId()))
                .singleElement()
                .satisfies(event -> assertThat(new String(event.record()
                                .headers()
                                .lastHeader("traceparent")
                                .value()))
                        .contains(trace)));
    }

    @Test
    void a_customer_sees_what_is_his_and_foreign_looks_like_unknown() {
        String own = place("ctm_1", "own");
        String others = place("ctm_2", "others");
        Client customer = shop.as(new Caller.Customer(merchant.merchantId(), "ctm_1", "s1"));
        Client stranger = shop.as(new Caller.Customer("mer_other", "ctm_1", "s1"));

        assertThat(customer.get("/orders/" + own).status()).isEqualTo(200);
        assertThat(customer.get("/orders").data()).hasSize(1);
        String unknown = customer.get("/orders/ord_unknown").withoutRequestId();
        assertThat(customer.get("/orders/" + others).withoutRequestId()).isEqualTo(unknown);
        assertThat(stranger.get("/orders/" + own).withoutRequestId()).isEqualTo(unknown);
        assertThat(customer.patch("/orders/" + others, "{\"mark\":\"x\"}").withoutRequestId())
                .isEqualTo(unknown);
    }

    @Test
    void only_what_the_gateway_vouches_for_comes_in() {
        Caller visitor = new Caller.Visitor(merchant.merchantId());
        assertThat(shop.with("forged").get("/orders").errorCode()).isEqualTo("authentication_missing");
        assertThat(shop.as(visitor).get("/orders").errorCode()).isEqualTo("authentication_missing");
        assertThat(shop.as(new Insider.Operator()).get("/orders").errorCode()).isEqualTo("forbidden");
        assertThat(shop.as(new Caller.Customer(merchant.merchantId(), "ctm_1", "s"))
                        .post("/orders", "{}")
                        .errorCode())
                .isEqualTo("forbidden");
    }

    @Test
    void whoever_holds_a_tasks_link_reaches_nothing_that_is_not_made_for_him() {
        String own = place("ctm_1", "for a link");
        Client payer = shop.as(new Caller.Payer(merchant.merchantId(), "ctm_1", own));
        String refused = payer.get("/orders/" + own).withoutRequestId();
        assertThat(refused).contains("forbidden");
        assertThat(payer.get("/orders/ord_unknown").withoutRequestId()).isEqualTo(refused);
        assertThat(payer.get("/orders?per_page=many").withoutRequestId()).isEqualTo(refused);
        assertThat(payer.post("/orders", "{nonsense").withoutRequestId()).isEqualTo(refused);
        assertThat(payer.header("Idempotency-Key", "k").post("/orders", "{}").withoutRequestId())
                .isEqualTo(refused);
        assertThat(payer.patch("/orders/" + own, "{\"mark\":\"x\"}").withoutRequestId())
                .isEqualTo(refused);
    }

    @Test
    void whatever_is_wrong_is_said_in_one_shape() {
        assertRefused(client.post("/orders", "{nonsense"), 400, "invalid_json");
        assertRefused(client.post("/orders", ""), 400, "bad_request");
        assertRefused(client.post("/orders", "{\"note\":\"n\",\"surprise\":1}"), 400, "invalid_field");
        assertRefused(client.post("/orders", "{\"note\":[1]}"), 400, "invalid_field");
        assertRefused(client.post("/orders", "{}"), 400, "invalid_field");
        assertRefused(client.send("PUT", "/orders", "{}"), 405, "method_not_allowed");
        assertRefused(client.get("/nowhere"), 404, "not_found");
        assertRefused(client.get("/orders?per_page=many"), 400, "invalid_field");
        assertRefused(client.header("Content-Type", "text/plain").post("/orders", "{}"), 415, "unsupported_media_type");
        var unknown = client.post("/orders", "{\"surprise\":1}");
        assertThat(unknown.body()
                        .path("error")
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("surprise");
    }

    @Test
    void pages_show_everything_once_newest_first() {
        var placed = new ArrayList<String>();
        for (int i = 0; i < 5; i++) placed.addFirst(place("ctm_1", "note " + i));

        var seen = new ArrayList<String>();
        String path = "/orders?per_page=2";
        boolean more = true;
        while (more) {
            var page = client.get(path);
            page.data().forEach(order -> seen.add(order.path("id").asString()));
            var pagination = page.body().path("meta").path("pagination");
            assertThat(pagination.path("estimated_total").asInt()).isEqualTo(5);
            assertThat(pagination.path("next").asString())
                    .startsWith(RunningService.ORIGIN + "/orders?per_page=2&after=");
            path = pagination.path("next").asString().substring(RunningService.ORIGIN.length());
            more = pagination.path("has_more").asBoolean();
        }
        assertThat(seen).isEqualTo(placed);
    }

    @Test
    void changes_at_the_same_time_are_all_kept() throws Exception {
        String id = place("ctm_1", "busy");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Client.Answer>> changes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String mark = "{\"mark\":\"" + i + "\"}";
                changes.add(threads.submit(() -> client.patch("/orders/" + id, mark)));
            }
            for (Future<Client.Answer> change : changes)
                assertThat(change.get().status()).isEqualTo(200);
        }
        await().untilAsserted(() -> assertThat(Events.heard(Topic.SUBSCRIPTION, merchant.merchantId()))
                .extracting(Events.Heard::version)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L));
    }

    @Test
    void duplicate_and_late_events_change_nothing() {
        publish(first, 5, "news");
        publish(first, 4, "old news");
        publish(first, 5, "the same again");
        publish(second, 1, "the end");
        await().untilAsserted(() ->
                assertThat(memory.note(merchant.merchantId(), second)).contains("the end"));
        assertThat(memory.note(merchant.merchantId(), first)).contains("news");
    }

    @Test
    void an_event_that_must_wait_is_tried_again_in_place() {
        memory.failsWith(new RetryLater("something is missing"));
        publish(first, 1, "bad luck");
        await().untilAsserted(() -> assertThat(memory.failures()).isGreaterThan(2));
        memory.failsWith(null);
        await().untilAsserted(() ->
                assertThat(memory.note(merchant.merchantId(), first)).contains("bad luck"));
    }

    @Test
    void a_poisoned_key_is_parked_with_all_that_follows_and_goes_on_after_a_replay() {
        memory.failsWith(new IllegalStateException("a defect"));
        publishFor("ctm_bad", first, 1, "bad one");
        publishFor("ctm_bad", first, 2, "follows");
        publishFor("ctm_good", second, 1, "goes on");

        await().untilAsserted(() ->
                assertThat(memory.note(merchant.merchantId(), second)).contains("goes on"));
        await().untilAsserted(() -> assertThat(
                        shop.with("none").get("/actuator/deadletters").text())
                .contains("ctm_bad"));
        assertThat(memory.note(merchant.merchantId(), first)).isEmpty();

        memory.failsWith(null);
        await().untilAsserted(() -> {
            shop.with("none").post("/actuator/deadletters", "{}");
            assertThat(memory.note(merchant.merchantId(), first)).contains("follows");
        });
        assertThat(shop.with("none").get("/actuator/deadletters").text()).doesNotContain("ctm_bad");
    }

    @Test
    void an_event_that_cannot_be_read_does_not_stop_the_others() {
        Events.publishPoison(PRODUCT_CREATED, merchant.merchantId(), "ctm_poison", first);
        publishFor("ctm_other", second, 1, "goes on");
        await().untilAsserted(() ->
                assertThat(memory.note(merchant.merchantId(), second)).contains("goes on"));
        await().untilAsserted(() -> assertThat(Events.heard("portico.dead-letter.shop"))
                .anyMatch(event -> event.key().equals(merchant.merchantId() + ":ctm_poison")));
    }

    private String place(String customer, String note) {
        var placed = client.post("/orders", "{\"customer_id\":\"" + customer + "\",\"note\":\"" + note + "\"}");
        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        return placed.data().path("id").asString();
    }

    private void publish(String subject, long version, String name) {
        publishFor("ctm_1", subject, version, name);
    }

    private void publishFor(String customer, String subject, long version, String name) {
        Instant at = Instant.parse("2026-11-24T00:00:00Z");
        var data = new ProductData(subject, name, "standard", null, "standard", null, null, "active", at, at, null);
        Events.publish(
                version == 1 ? PRODUCT_CREATED : PRODUCT_UPDATED,
                merchant.merchantId(),
                customer,
                subject,
                version,
                data);
    }

    private static void assertRefused(Client.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.body().path("error").path("type").asString()).isEqualTo("request_error");
        assertThat(answer.body().path("error").path("documentation_url").asString())
                .endsWith("#" + code);
        assertThat(answer.body().path("meta").path("request_id").asString()).isNotEmpty();
    }
}
