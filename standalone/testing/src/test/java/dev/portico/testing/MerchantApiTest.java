package dev.portico.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ApiErrors;
import dev.portico.testing.Client.Answer;
import dev.portico.testing.shop.ShopApplication;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

/// What every resource of the merchant API does alike.
class MerchantApiTest {

    static RunningService shop;

    final String merchantId = "mer_" + UUID.randomUUID();
    final Client client = shop.as(key("order.read", "order.write"));

    @BeforeAll
    static void start() {
        shop = RunningService.start(ShopApplication.class, "shop", Map.of("portico.service.name", "shop"));
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void a_key_does_what_it_is_permitted_and_hears_which_permission_it_lacks() {
        Client reader = shop.as(key("order.read"));
        Client stranger = shop.as(key());
        assertThat(reader.get("/orders").status()).isEqualTo(200);
        assertLacks(reader.post("/orders", "{\"note\":\"n\",\"customer_id\":\"ctm_1\"}"), "order.write");
        assertLacks(reader.patch("/orders/ord_1", "{}"), "order.write");
        assertLacks(stranger.get("/orders"), "order.read");
        assertThat(shop.as(new Caller.Customer(merchantId, "ctm_1", "s"))
                        .get("/orders")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_list_holds_what_was_asked_for() {
        String a = placed("Apples", "red");
        String b = placed("Bread", "brown");
        String c = placed("Cherries", "red");

        assertThat(listed("/orders?mark=red")).containsExactly(c, a);
        assertThat(listed("/orders?mark=red,brown")).containsExactly(c, b, a);
        assertThat(listed("/orders?id=" + a + "," + b)).containsExactly(b, a);
        assertThat(listed("/orders?search=cHERR")).containsExactly(c);
        assertThat(listed("/orders?search=.*")).isEmpty();
        assertThat(listed("/orders?created_at%5BGTE%5D=2020-01-01T00:00:00Z")).hasSize(3);
        assertThat(listed("/orders?created_at%5BLT%5D=2020-01-01T00:00:00%2B02:00"))
                .isEmpty();
        assertThat(client.get("/orders?created_at%5BLT%5D=yesterday").errorCode())
                .isEqualTo("invalid_time_query_parameter");
    }

    @Test
    void pages_hold_everything_once_in_any_order_also_what_has_no_value() {
        var all = new ArrayList<String>();
        for (int i = 0; i < 11; i++) all.add(placed("note " + (char) ('a' + i), i % 3 == 0 ? null : "mark " + i % 2));

        for (String order : List.of("id[ASC]", "id[DESC]", "note[ASC]", "note[DESC]", "mark[ASC]", "mark[DESC]"))
            for (int perPage : List.of(1, 2, 4, 20))
                assertThat(walk("/orders?per_page=" + perPage + "&order_by="
                                + order.replace("[", "%5B").replace("]", "%5D")))
                        .as("%s, %d a page", order, perPage)
                        .doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(all);
        assertThat(walk("/orders?per_page=3&order_by=note%5BASC%5D")).isEqualTo(all);
        assertThat(walk("/orders?per_page=3&order_by=note%5BDESC%5D")).isEqualTo(all.reversed());
        assertThat(client.get("/orders?order_by=secret%5BASC%5D").errorCode()).isEqualTo("invalid_field");
        assertThat(client.get("/orders?order_by=id").errorCode()).isEqualTo("invalid_field");
    }

    @Test
    void whoever_walks_while_others_write_sees_what_was_there_once_and_in_order() throws Exception {
        var there = new ArrayList<String>();
        for (int i = 0; i < 12; i++) there.add(placed("there " + i, "mark " + i % 3));
        var walking = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> writing = threads.submit(() -> {
                int written = 0;
                while (walking.get()) placed("new " + written++ + " " + UUID.randomUUID(), "mark " + written % 3);
                return written;
            });
            for (String order : List.of("id[ASC]", "id[DESC]", "mark[ASC]", "mark[DESC]")) {
                List<String> seen = walk(
                        "/orders?per_page=2&created_at%5BLT%5D=2999-01-01T00:00:00Z&order_by="
                                + order.replace("[", "%5B").replace("]", "%5D"),
                        60);
                assertThat(seen).as(order).doesNotHaveDuplicates();
                if (order.equals("id[DESC]")) assertThat(seen).isSortedAccordingTo(Comparator.reverseOrder());
                if (order.equals("id[ASC]")) assertThat(seen).isSorted().containsSequence(there);
            }
            walking.set(false);
            assertThat(writing.get()).isPositive();
        }
        assertThat(walk("/orders?per_page=7")).containsAll(there);
    }

    @Test
    void the_same_key_and_body_get_the_same_answer_and_one_effect() {
        Client keyed = client.header("Idempotency-Key", "k-" + UUID.randomUUID());
        String body = order("once " + UUID.randomUUID(), "m");
        Answer first = keyed.post("/orders", body);
        Answer second = keyed.post("/orders", body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.raw().headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(listed("/orders")).hasSize(1);
        Answer other = keyed.post("/orders", order("another", "m"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.errorCode()).isEqualTo("conflict");
    }

    @Test
    void what_was_answered_lies_in_the_store_sealed() {
        String secret = "secret " + UUID.randomUUID();
        Client keyed = client.header("Idempotency-Key", "k-" + UUID.randomUUID());
        Answer first = keyed.post("/orders", order(secret, "m"));
        assertThat(first.text()).contains(secret);

        var kept = shop.bean(MongoTemplate.class)
                .getCollection("idempotency_keys")
                .find()
                .into(new ArrayList<>());
        assertThat(kept).isNotEmpty();
        assertThat(kept.toString()).doesNotContain(secret);
        assertThat(keyed.post("/orders", order(secret, "m")).text()).isEqualTo(first.text());
    }

    @Test
    void a_refusal_is_repeated_too_but_not_a_fault_of_ours() {
        Client keyed = client.header("Idempotency-Key", "k-" + UUID.randomUUID());
        assertThat(keyed.post("/orders", "{}").status()).isEqualTo(400);
        Answer again = keyed.post("/orders", "{}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.raw().headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(client.header("Idempotency-Key", "has\u00e4umlaut or space")
                        .post("/orders", "{}")
                        .errorCode())
                .isEqualTo("invalid_field");
    }

    @Test
    void what_was_created_just_before_a_crash_is_found_and_answered_by_the_next_try() {
        Client keyed = client.header("Idempotency-Key", "k-" + UUID.randomUUID());
        String body = order("dies once " + UUID.randomUUID(), "m");
        assertThat(keyed.post("/orders", body).status()).isEqualTo(500);
        Answer again = keyed.post("/orders", body);
        assertThat(again.status()).isEqualTo(201);
        assertThat(listed("/orders")).containsExactly(again.data().path("id").asString());
        assertThat(keyed.post("/orders", body).text()).isEqualTo(again.text());
    }

    @Test
    void a_key_belongs_to_who_used_it() {
        String key = "k-" + UUID.randomUUID();
        Client other = shop.as(new Caller.Merchant("mer_other", "apikey_2", Set.of("order.write")));
        String body = order("mine " + UUID.randomUUID(), "m");
        String mine =
                client.header("Idempotency-Key", key).post("/orders", body).text();
        Answer theirs = other.header("Idempotency-Key", key).post("/orders", body);
        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.text()).isNotEqualTo(mine);
    }

    @Test
    void of_many_who_ask_at_once_with_one_key_one_creates() throws Exception {
        Client keyed = client.header("Idempotency-Key", "k-" + UUID.randomUUID());
        String body = order("race " + UUID.randomUUID(), "m");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) answers.add(threads.submit(() -> keyed.post("/orders", body)));
            for (Future<Answer> answer : answers)
                assertThat(answer.get().status()).isIn(201, 409);
        }
        assertThat(listed("/orders")).hasSize(1);
    }

    @Test
    void a_change_that_names_an_old_version_is_refused() {
        String id = placed("versioned " + UUID.randomUUID(), "one");
        String tag =
                client.get("/orders/" + id).raw().headers().firstValue("ETag").orElseThrow();
        Answer changed = client.header("If-Match", tag).patch("/orders/" + id, "{\"mark\":\"two\"}");
        assertThat(changed.status()).isEqualTo(200);
        String next = changed.raw().headers().firstValue("ETag").orElseThrow();
        assertThat(next).isNotEqualTo(tag);

        Answer late = client.header("If-Match", tag).patch("/orders/" + id, "{\"mark\":\"three\"}");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.errorCode()).isEqualTo("precondition_failed");
        assertThat(client.get("/orders/" + id).raw().headers().firstValue("ETag"))
                .contains(next);
        assertThat(client.header("If-Match", "*")
                        .patch("/orders/" + id, "{\"mark\":\"four\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_patch_takes_no_other_fields_and_nothing_but_an_object() {
        String id = placed("patched " + UUID.randomUUID(), "one");
        assertThat(client.patch("/orders/" + id, "{\"note\":\"x\"}").errorCode())
                .isEqualTo("invalid_field");
        assertThat(client.patch("/orders/" + id, "[]").errorCode()).isEqualTo("invalid_json");
        assertThat(client.patch("/orders/" + id, "").errorCode()).isEqualTo("invalid_json");
        assertThat(client.patch("/orders/" + id, "{\"mark\":").errorCode()).isEqualTo("invalid_json");
        assertThat(client.header("Content-Type", "text/plain")
                        .patch("/orders/" + id, "{}")
                        .errorCode())
                .isEqualTo("unsupported_media_type");
        assertThat(client.patch("/orders/" + id, "{\"mark\":null}")
                        .data()
                        .path("description")
                        .isNull())
                .isTrue();
    }

    @Test
    void every_log_line_carries_the_id_that_the_client_was_told() {
        var lines = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(ApiErrors.class);
        lines.start();
        log.addAppender(lines);
        Answer failed = client.post("/orders", order("dies once " + UUID.randomUUID(), "m"));
        log.detachAppender(lines);

        assertThat(failed.status()).isEqualTo(500);
        assertThat(lines.list)
                .extracting(line -> line.getMDCPropertyMap().get("request_id"))
                .contains(failed.body().path("meta").path("request_id").asString());
    }

    private Caller.Merchant key(String... permissions) {
        return new Caller.Merchant(merchantId, "apikey_1", Set.of(permissions));
    }

    private String placed(String note, String mark) {
        return client.post("/orders", order(note, mark)).data().path("id").asString();
    }

    private static String order(String note, String mark) {
        return "{\"customer_id\":\"ctm_1\",\"note\":\"" + note + "\""
                + (mark == null ? "" : ",\"mark\":\"" + mark + "\"") + "}";
    }

    private List<String> listed(String path) {
        var ids = new ArrayList<String>();
        client.get(path).data().forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }

    private List<String> walk(String path) {
        return walk(path, Integer.MAX_VALUE);
    }

    /// @param pages at most: whoever walks towards what is being written might never arrive
    private List<String> walk(String path, int pages) {
        var seen = new ArrayList<String>();
        String next = path;
        boolean more = true;
        for (int walked = 0; more && walked < pages; walked++) {
            var page = client.get(next);
            page.data().forEach(item -> seen.add(item.path("id").asString()));
            var pagination = page.body().path("meta").path("pagination");
            next = pagination.path("next").asString().substring(RunningService.ORIGIN.length());
            more = pagination.path("has_more").asBoolean();
        }
        return seen;
    }

    private static void assertLacks(Answer answer, String permission) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("error").path("detail").asString()).contains(permission);
    }
}
