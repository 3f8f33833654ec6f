package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.chassis.caller.Caller;
import dev.portico.testing.Client;
import dev.portico.testing.RunningService;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

class TransactionApiTest {

    static final String MANUAL = """
            "collection_mode":"manual","billing_details":{"purchase_order_number":"PO-1","payment_terms":{"interval":"day","frequency":14}}""";

    static RunningService billing;

    Shop shop;
    String price;
    String ada;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void aShop() {
        shop = new Shop(billing);
        price = shop.price("1000", Samples.MONTHLY);
        ada = shop.customer("ada");
    }

    @Test
    void a_list_holds_what_is_asked_for_and_nothing_else() {
        String paid = shop.paid(ada, price, 1);
        String open = place("");
        String grace = shop.customer("grace");
        String hers = shop.paid(grace, price, 2);

        assertThat(shop.ids("/transactions")).containsExactly(hers, open, paid);
        assertThat(shop.ids("/transactions?order_by=created_at[ASC]"
                        .replace("[", "%5B")
                        .replace("]", "%5D")))
                .containsExactly(paid, open, hers);
        assertThat(shop.ids("/transactions?customer_id=" + ada + "," + grace + "&status=completed"))
                .containsExactly(hers, paid);
        assertThat(shop.ids("/transactions?id=" + open)).containsExactly(open);
        assertThat(shop.ids("/transactions?subscription_id=sub" + paid.substring(3)))
                .containsExactly(paid);
        assertThat(shop.ids("/transactions?origin=web,subscription_recurring")).isEmpty();
        assertThat(shop.ids("/transactions?collection_mode=manual")).isEmpty();
        assertThat(shop.ids("/transactions?billed_at%5BGTE%5D=2026-01-01T00:00:00Z&per_page=1"))
                .containsExactly(hers);
        assertThat(shop.ids("/transactions?created_at%5BLT%5D=2020-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(shop.client.get("/transactions?per_page=200").text()).contains("\"per_page\":30");
        assertThat(shop.client.get("/transactions?billed_at%5BGT%5D=yesterday").errorCode())
                .isEqualTo("invalid_time_query_parameter");
        assertThat(shop.client.get("/transactions?order_by=status%5BASC%5D").errorCode())
                .isEqualTo("invalid_field");
    }

    @Test
    void a_list_shows_of_each_what_it_shows_by_itself() {
        shop.paid(ada, price, 2);
        place("");
        place(",\"custom_data\":{\"a.b\":[1,2.50,null,{\"ä\":\"\\u0000\\u2028\"}]}");
        assertListedAsShown();
        var stored = billing.bean(MongoTemplate.class).getCollection("transactions");
        stored.updateMany(new Document(), Updates.set("shown.text", "{}"));
        assertThat(shop.get("/transactions").path(0)).isEmpty();
        stored.updateMany(new Document(), Updates.set("shown.form", "of an older version"));
        assertListedAsShown();
        stored.updateMany(new Document(), Updates.unset("shown"));
        assertListedAsShown();
    }

    private void assertListedAsShown() {
        JsonNode listed = shop.get("/transactions");
        assertThat(listed).hasSize(3);
        for (JsonNode item : listed)
            assertThat(item)
                    .isEqualTo(shop.get("/transactions/" + item.path("id").asString()));
        assertThat(shop.get("/transactions?include=customer")
                        .path(0)
                        .path("customer")
                        .path("id")
                        .asString())
                .isEqualTo(ada);
    }

    @Test
    void what_is_included_is_shown_under_its_name_and_nothing_else_is() {
        String method = shop.card(ada, "visa");
        String open = place("");
        JsonNode shown = shop.get("/transactions/" + open + "?include=customer,address,available_payment_methods");
        assertThat(shown.path("customer").path("name").asString()).isEqualTo("ada");
        assertThat(shown.path("address").isNull()).isTrue();
        assertThat(shown.path("available_payment_methods").path(0).path("id").asString())
                .isEqualTo(method);
        assertThat(shown.has("discount")).isFalse();
        assertThat(shop.client.get("/transactions?include=customer,secrets").text())
                .contains("\"field\":\"include\"");
    }

    @Test
    void a_price_made_for_one_sale_is_kept_with_the_transaction() {
        JsonNode placed = posted("""
                {"customer_id":"%s","items":[{"quantity":3,"price":{"description":"Setup","unit_price":
                {"amount":"007","currency_code":"EUR"},"product":{"name":"Help","tax_category":"standard"}}}]}""".formatted(ada));
        assertThat(placed.path("items").path(0).path("price").path("type").asString())
                .isEqualTo("custom");
        assertThat(placed.path("details").path("totals").path("total").asString())
                .isEqualTo("21");
        JsonNode ofKnown = posted("""
                {"customer_id":"%s","items":[{"price":{"description":"Setup","product_id":"%s","unit_price":
                {"amount":"5","currency_code":"EUR"}}}]}""".formatted(ada, shop.product));
        assertThat(ofKnown.path("details")
                        .path("line_items")
                        .path(0)
                        .path("product")
                        .path("id")
                        .asString())
                .isEqualTo(shop.product);
    }

    @Test
    void whatever_is_foreign_or_unknown_in_a_body_is_named() {
        Shop elsewhere = new Shop(billing);
        String stranger = elsewhere.customer("eve");
        for (String field : new String[] {"customer_id", "address_id", "business_id", "discount_id"}) {
            String customer = field.equals("customer_id") ? "" : "\"customer_id\":\"" + ada + "\",";
            var refused = shop.client.post("/transactions", """
                    {%s"%s":"%s","items":[{"price_id":"%s"}]}""".formatted(customer, field, stranger, price));
            assertThat(refused.errorCode()).as(refused.text()).isEqualTo("invalid_field");
            assertThat(refused.text()).contains("\"field\":\"" + field + "\"");
        }
    }

    @Test
    void a_discount_comes_off_and_is_used_up() {
        String discount = shop.discount("percentage", "12.5");
        JsonNode placed = posted(body(",\"discount_id\":\"" + discount + "\""));
        assertThat(placed.path("details").path("totals").path("discount").asString())
                .isEqualTo("125");
        assertThat(placed.path("details").path("totals").path("total").asString())
                .isEqualTo("875");
        assertThat(shop.client
                        .post("/transactions", body(",\"discount_id\":\"dsc_nonsense\""))
                        .text())
                .contains("\"field\":\"discount_id\"");
    }

    @Test
    void a_draft_becomes_ready_when_it_has_a_customer() {
        String draft = shop.created("/transactions", "{\"items\":[{\"price_id\":\"" + price + "\"}]}");
        String path = "/transactions/" + draft;
        assertThat(shop.get(path).path("status").asString()).isEqualTo("draft");
        assertThat(shop.client
                        .post(path + "/pay", "{\"payment_method_id\":\"" + shop.card(ada, "visa") + "\"}")
                        .status())
                .isEqualTo(400);
        var ready = shop.client.patch(path, "{\"customer_id\":\"" + ada + "\"}");
        assertThat(ready.data().path("status").asString()).as(ready.text()).isEqualTo("ready");
        // A draft belongs to no customer yet: its first event has another key, so the order is in the versions alone.
        await().untilAsserted(() -> assertThat(shop.told(draft))
                .contains("transaction.created", "transaction.updated", "transaction.ready"));
    }

    @Test
    void what_is_billed_has_terms_and_can_be_noted_upon_but_not_changed() {
        String billed = shop.created("/transactions", body("," + MANUAL + ",\"status\":\"billed\""));
        String path = "/transactions/" + billed;
        JsonNode shown = shop.get(path);
        assertThat(shown.path("status").asString()).isEqualTo("billed");
        assertThat(shown.path("billing_details")
                        .path("payment_terms")
                        .path("frequency")
                        .asInt())
                .isEqualTo(14);
        assertThat(shown.path("invoice_id").asString()).isEqualTo("inv" + billed.substring(3));
        assertThat(shop.client.patch(path, "{\"items\":[]}").errorCode()).isEqualTo("transaction_immutable");
        assertThat(shop.client
                        .patch(path, "{\"custom_data\":{\"a\":1}}")
                        .data()
                        .path("custom_data")
                        .path("a")
                        .asInt())
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(shop.told(billed))
                .containsExactly(
                        "transaction.created", "transaction.ready", "transaction.billed", "transaction.updated"));
        String card = shop.card(ada, "visa");
        var paid = shop.client.post(path + "/pay", "{\"payment_method_id\":\"" + card + "\"}");
        assertThat(paid.data().path("status").asString()).as(paid.text()).isEqualTo("completed");
    }

    @Test
    void an_open_transaction_can_be_changed_until_it_is_canceled() {
        String path = "/transactions/" + place("");
        var two = shop.client.patch(path, """
                {"items":[{"price_id":"%s","quantity":2}],"discount_id":"%s"}""".formatted(price, shop.discount("flat", "300")));
        assertThat(two.data().path("details").path("totals").path("total").asString())
                .as(two.text())
                .isEqualTo("1700");
        var without = shop.client.patch(path, "{\"discount_id\":null}");
        assertThat(without.data().path("details").path("totals").path("total").asString())
                .isEqualTo("2000");
        assertThat(shop.client.patch(path, "{\"status\":\"billed\"}").errorCode())
                .isEqualTo("invalid_field");
        assertThat(shop.client
                        .patch(path, "{\"status\":\"canceled\",\"items\":[]}")
                        .errorCode())
                .isEqualTo("transaction_cannot_be_modified_and_canceled");
        assertThat(shop.client.patch(path, "{\"status\":\"canceled\"}").status())
                .isEqualTo(200);
        assertThat(shop.client.patch(path, "{\"discount_id\":null}").errorCode())
                .isEqualTo("transaction_immutable");
    }

    @Test
    void a_preview_comes_to_the_same_and_stores_nothing() {
        var preview = shop.client.post(
                "/transactions/preview", """
                {"items":[{"price_id":"%s","quantity":2},{"price_id":"%s","include_in_totals":false}],"discount_id":"%s"}""".formatted(price, price, shop.discount("flat_per_seat", "100")));
        assertThat(preview.data().path("details").path("totals").path("total").asString())
                .as(preview.text())
                .isEqualTo("1800");
        assertThat(preview.data().path("details").path("line_items")).hasSize(2);
        assertThat(shop.get("/transactions")).isEmpty();
    }

    @Test
    void a_key_for_something_else_is_told_what_it_lacks() {
        Client key = billing.as(new Caller.Merchant(shop.merchantId, "k", Set.of("customer.read")));
        assertThat(key.get("/transactions").text()).contains("transaction.read");
        assertThat(key.post("/transactions", "{}").text()).contains("transaction.write");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[null]}",
                "{\"items\":[{\"price\":{}}]}",
                "{\"items\":[{\"price\":{\"description\":\"x\",\"unit_price\":null,\"product\":{}}}]}",
                "{\"items\":[{\"price\":{\"description\":\"x\",\"unit_price\":{\"amount\":\"99999999999999999999\",\"currency_code\":\"EUR\"},\"product\":{\"name\":\"x\"}}}]}",
                "{\"items\":[{\"price\":{\"description\":\"x\",\"unit_price\":{\"amount\":\"-1\",\"currency_code\":\"XXX\"},\"product\":{\"name\":\"x\"}}}]}",
                "{\"items\":[{\"quantity\":2,\"price\":{\"description\":\"x\",\"quantity\":{\"minimum\":5,\"maximum\":1},\"unit_price\":{\"amount\":\"1\",\"currency_code\":\"EUR\"},\"product\":{\"name\":\"x\"}}}]}",
                "{\"billing_details\":{}}",
                "{\"billing_details\":{\"payment_terms\":{\"interval\":\"eon\",\"frequency\":0}}}",
                "{\"collection_mode\":\"manual\",\"billing_details\":{\"payment_terms\":{\"frequency\":null}}}",
                "{\"billing_period\":{\"starts_at\":null}}",
                "{\"billing_period\":{\"starts_at\":\"2026-01-02T00:00:00Z\",\"ends_at\":\"2026-01-01T00:00:00Z\"}}",
                "{\"status\":\"completed\"}",
                "{\"status\":[]}",
                "{\"customer_id\":{}}",
                "{\"discount_id\":7}"
            })
    void nothing_that_is_sent_makes_the_service_fail(String body) {
        String path = "/transactions/" + place("");
        assertThat(shop.client.post("/transactions", body).status()).isBetween(400, 499);
        assertThat(shop.client.post("/transactions/preview", body).status()).isBetween(400, 499);
        var patched = shop.client.patch(path, body);
        assertThat(patched.status()).as(patched.text()).isBetween(400, 499);
    }

    private String place(String more) {
        return shop.created("/transactions", body(more));
    }

    private JsonNode posted(String body) {
        var answer = shop.client.post("/transactions", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.data();
    }

    private String body(String more) {
        return "{\"customer_id\":\"" + ada + "\",\"items\":[{\"price_id\":\"" + price + "\"}]" + more + "}";
    }
}
