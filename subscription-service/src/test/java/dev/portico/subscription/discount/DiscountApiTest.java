package dev.portico.subscription.discount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.events.BillingEvents;
import dev.portico.events.DiscountData;
import dev.portico.events.ImportMeta;
import dev.portico.events.Topic;
import dev.portico.events.TransactionData;
import dev.portico.subscription.SubscriptionServiceApplication;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DiscountApiTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static final Set<String> ALL =
            Set.of("discount.read", "discount.write", "product.read", "product.write", "price.read", "price.write");
    static final Instant THEN = Instant.parse("2024-02-29T10:00:00.123456Z");
    static RunningService service;

    final String merchantId = IDS.next("mer");
    final Caller.Service house = new Caller.Service(merchantId, "a test");
    final Client shop = service.as(new Caller.Merchant(merchantId, "apikey_1", ALL));

    @BeforeAll
    static void start() {
        service = RunningService.start(SubscriptionServiceApplication.class, "subscription");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_discount_for_the_checkout_gets_a_code_to_type() {
        JsonNode made = made("");
        assertThat(made.path("code").asString()).matches("[0-9A-Z]{10}");
        assertThat(made.path("status").asString()).isEqualTo("active");
        assertThat(made.path("mode").asString()).isEqualTo("standard");
        assertThat(made.path("times_used").asInt()).isZero();
        assertThat(made.path("recur").asBoolean()).isFalse();
        assertThat(made(",\"enabled_for_checkout\":false").path("code").isNull())
                .isTrue();
        await().untilAsserted(() -> assertThat(Events.heard(Topic.SUBSCRIPTION, merchantId))
                .extracting(Events.Heard::type)
                .containsExactly("discount.created", "discount.created"));
    }

    @Test
    void no_two_of_a_merchants_discounts_have_the_same_code() {
        made(",\"code\":\"SAVE10\"");
        var again = shop.post("/discounts", percentage(",\"code\":\"save10\""));
        assertThat(again.errorCode()).isEqualTo("discount_code_conflict");
        assertThat(again.status()).isEqualTo(409);
        String other = made("").path("id").asString();
        assertThat(shop.patch("/discounts/" + other, "{\"code\":\"Save10\"}").errorCode())
                .isEqualTo("discount_code_conflict");
        Client elsewhere = service.as(new Caller.Merchant(IDS.next("mer"), "k", ALL));
        assertThat(elsewhere
                        .post("/discounts", percentage(",\"code\":\"SAVE10\""))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void everything_about_it_can_be_changed() {
        String id = made("").path("id").asString();
        JsonNode changed = shop.patch("/discounts/" + id, """
                        {"description":"Half","type":"flat","amount":"500","currency_code":"EUR","recur":true,
                         "maximum_recurring_intervals":3,"usage_limit":5,"expires_at":"2030-01-01T00:00:00.123456Z",
                         "custom_data":{"a.b":1},"code":"HALF","mode":"custom"}""").data();
        assertThat(changed.path("currency_code").asString()).isEqualTo("EUR");
        assertThat(changed.path("expires_at").asString()).isEqualTo("2030-01-01T00:00:00.123Z");
        assertThat(changed.path("custom_data").path("a.b").asInt()).isEqualTo(1);
        JsonNode back = shop.patch("/discounts/" + id, "{\"type\":\"percentage\",\"amount\":\"12.5\"}")
                .data();
        assertThat(back.path("currency_code").isNull()).isTrue();
        assertThat(shop.patch("/discounts/" + id, "{\"recur\":false}").text()).contains("maximum_recurring_intervals");
        assertThat(shop.get("/discounts/" + id).data()).isEqualTo(back);
    }

    @Test
    void a_list_is_narrowed_by_how_a_discount_stands() {
        String active = made(",\"code\":\"SUMMER\"").path("id").asString();
        String archived = made("").path("id").asString();
        shop.patch("/discounts/" + archived, "{\"status\":\"archived\"}");
        String expired =
                made(",\"expires_at\":\"2020-01-01T00:00:00Z\"").path("id").asString();
        assertThat(listed("")).containsExactly(active);
        assertThat(listed("?status=archived")).containsExactly(archived);
        assertThat(listed("?status=expired")).containsExactly(expired);
        assertThat(listed("?status=used")).isEmpty();
        assertThat(listed("?status=nonsense")).isEmpty();
        assertThat(listed("?status=active,archived,expired&order_by=created_at[ASC]"
                        .replace("[", "%5B")
                        .replace("]", "%5D")))
                .containsExactly(active, archived, expired);
        assertThat(listed("?code=summer,winter")).containsExactly(active);
        assertThat(listed("?search=UMM")).containsExactly(active);
        assertThat(listed("?search=no-such")).isEmpty();
        assertThat(listed("?id=" + active + "," + IDS.next("dsc"))).containsExactly(active);
        assertThat(listed("?mode=custom")).isEmpty();
        assertThat(shop.get("/discounts/" + expired).data().path("status").asString())
                .isEqualTo("expired");
        assertThat(shop.patch("/discounts/" + archived, "{\"status\":\"active\"}")
                        .data()
                        .path("status")
                        .asString())
                .isEqualTo("active");
    }

    @Test
    void it_may_be_restricted_to_what_is_for_sale() {
        String product = shop.post("/products", "{\"name\":\"Engine\",\"tax_category\":\"standard\"}")
                .data()
                .path("id")
                .asString();
        String only = ",\"restrict_to\":[\"" + product + "\"]";
        assertThat(made(only).path("restrict_to").path(0).asString()).isEqualTo(product);
        shop.patch("/products/" + product, "{\"status\":\"archived\"}");
        assertThat(shop.post("/discounts", percentage(only)).errorCode())
                .isEqualTo("discount_restricted_product_not_active");
        Client elsewhere = service.as(new Caller.Merchant(IDS.next("mer"), "k", ALL));
        String foreign = elsewhere.post("/discounts", percentage(only)).withoutRequestId();
        String unknown = elsewhere
                .post("/discounts", percentage(only.replace(product, IDS.next("pro"))))
                .withoutRequestId();
        assertThat(foreign).isEqualTo(unknown).contains("restrict_to");
    }

    @Test
    void each_bill_uses_it_once_until_it_is_used_up() {
        String id = made(",\"usage_limit\":2").path("id").asString();
        String first = IDS.next("txn");
        paid(first, id, "web");
        paid(first, id, "web");
        paid(IDS.next("txn"), id, "subscription_recurring");
        paid(IDS.next("txn"), null, "web");
        await().untilAsserted(() -> assertThat(uses(id)).isEqualTo(1));
        paid(IDS.next("txn"), id, "api");
        await().untilAsserted(() -> assertThat(uses(id)).isEqualTo(2));
        assertThat(listed("?status=used")).containsExactly(id);
        assertThat(shop.get("/discounts/" + id).data().path("status").asString())
                .isEqualTo("used");
        assertThat(shop.patch("/discounts/" + id, "{\"usage_limit\":1}").errorCode())
                .isEqualTo("discount_usage_limit_less_than_times_used");
        assertThat(shop.patch("/discounts/" + id, "{\"usage_limit\":null}")
                        .data()
                        .path("status")
                        .asString())
                .isEqualTo("active");
    }

    @Test
    void an_imported_one_keeps_its_id_and_its_count_and_is_told_once() {
        var discounts = service.bean(Discounts.class);
        String id = IDS.next("dsc");
        for (int times = 0; times < 3; times++) discounts.imported(house, imported(id, "OLD", 7));
        paid(IDS.next("txn"), id, "web");
        await().untilAsserted(() -> assertThat(uses(id)).isEqualTo(8));
        assertThat(shop.get("/discounts/" + id)
                        .data()
                        .path("import_meta")
                        .path("external_id")
                        .asString())
                .isEqualTo("dsc_77");
        await().untilAsserted(() -> assertThat(Events.heard(Topic.SUBSCRIPTION, merchantId))
                .extracting(Events.Heard::type)
                .containsExactly("discount.imported", "discount.updated"));
        var elsewhere = new Caller.Service(IDS.next("mer"), "a test");
        Assertions.assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> discounts.imported(elsewhere, imported(id, "OTHER", 0)));
    }

    @Test
    void foreign_looks_like_unknown_and_a_key_needs_permission() {
        String id = made("").path("id").asString();
        Client elsewhere = service.as(new Caller.Merchant(IDS.next("mer"), "k", ALL));
        String unknown = shop.get("/discounts/" + IDS.next("dsc")).withoutRequestId();
        assertThat(elsewhere.get("/discounts/" + id).withoutRequestId()).isEqualTo(unknown);
        assertThat(elsewhere.patch("/discounts/" + id, "{}").withoutRequestId()).isEqualTo(unknown);
        assertThat(service.as(new Caller.Customer(merchantId, IDS.next("ctm"), "s"))
                        .get("/discounts/" + id)
                        .errorCode())
                .isEqualTo("forbidden");
        assertThat(service.as(new Caller.Merchant(merchantId, "k", Set.of("discount.read")))
                        .post("/discounts", percentage(""))
                        .text())
                .contains("discount.write");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{",
                "{\"description\":\"\\u0000\"}",
                "{\"amount\":12}",
                "{\"amount\":\"0.00\"}",
                "{\"amount\":\"100.01\"}",
                "{\"amount\":\"1e3\"}",
                "{\"amount\":\"-1\"}",
                "{\"type\":\"gift\"}",
                "{\"type\":\"flat\",\"amount\":\"100\"}",
                "{\"type\":\"flat\",\"amount\":\"1.5\",\"currency_code\":\"USD\"}",
                "{\"type\":\"flat\",\"amount\":\"9999999999999\",\"currency_code\":\"USD\"}",
                "{\"type\":\"flat\",\"amount\":\"100\",\"currency_code\":\"XXX\"}",
                "{\"currency_code\":\"USD\"}",
                "{\"code\":\"two words\"}",
                "{\"code\":\"\"}",
                "{\"code\":5}",
                "{\"recur\":null}",
                "{\"recur\":\"perhaps\"}",
                "{\"maximum_recurring_intervals\":3}",
                "{\"recur\":true,\"maximum_recurring_intervals\":0}",
                "{\"usage_limit\":0}",
                "{\"usage_limit\":99999999999999999999}",
                "{\"restrict_to\":[null]}",
                "{\"restrict_to\":5}",
                "{\"restrict_to\":[\"pro_1\"]}",
                "{\"expires_at\":\"tomorrow\"}",
                "{\"expires_at\":\"+999999999-12-31T23:59:59Z\"}",
                "{\"expires_at\":5}",
                "{\"custom_data\":{\"_class\":\"java.util.Date\"}}",
                "{\"custom_data\":[]}",
                "{\"surprise\":1}"
            })
    void nothing_that_is_sent_makes_the_service_fail(String body) {
        String id = made("").path("id").asString();
        assertThat(shop.patch("/discounts/" + id, body).status()).isBetween(400, 499);
        String whole = body.startsWith("{\"")
                ? "{\"description\":\"d\",\"type\":\"percentage\",\"amount\":\"10\"," + body.substring(1)
                : body;
        // A field said twice counts as said last.
        assertThat(shop.post("/discounts", whole).status()).isIn(201, 400);
        assertThat(shop.post("/discounts", body).status()).isBetween(400, 499);
    }

    private JsonNode made(String more) {
        var answer = shop.post("/discounts", percentage(more));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.data();
    }

    private static String percentage(String more) {
        return "{\"description\":\"Ten percent\",\"type\":\"percentage\",\"amount\":\"10\"" + more + "}";
    }

    private List<String> listed(String query) {
        var answer = shop.get("/discounts" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.data()
                .valueStream()
                .map(found -> found.path("id").asString())
                .toList();
    }

    private int uses(String id) {
        return shop.get("/discounts/" + id).data().path("times_used").asInt();
    }

    private void paid(String id, @Nullable String discountId, String origin) {
        var price = Samples.price(IDS.next("pri"), IDS.next("pro"), "4900", null);
        TransactionData paid = Samples.paid(id, "ctm_1", price);
        var discounted = new TransactionData(
                paid.id(),
                paid.status(),
                paid.customerId(),
                null,
                null,
                null,
                paid.currencyCode(),
                origin,
                null,
                null,
                null,
                paid.collectionMode(),
                discountId,
                null,
                null,
                paid.items(),
                paid.details(),
                paid.payments(),
                null,
                paid.createdAt(),
                paid.updatedAt(),
                paid.billedAt(),
                null);
        Events.publish(BillingEvents.TRANSACTION_COMPLETED, merchantId, "ctm_1", id, 3, discounted);
    }

    private static DiscountData imported(String id, String code, int used) {
        return new DiscountData(
                id,
                "active",
                "Old",
                true,
                code,
                "flat_per_seat",
                "standard",
                "250",
                "USD",
                false,
                null,
                null,
                null,
                null,
                Map.of("k", 1),
                used,
                null,
                THEN,
                THEN,
                new ImportMeta("dsc_77", "elsewhere"));
    }
}
