package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.events.AuthEvents;
import dev.portico.events.ChargeRequestData;
import dev.portico.events.MerchantData;
import dev.portico.events.MoneyData;
import dev.portico.events.PostalAddress;
import dev.portico.events.PriceData;
import dev.portico.events.SubscriptionEvents;
import dev.portico.testing.Client.Answer;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TaxedTransactionsTest {

    static RunningService billing;

    Shop shop;
    String ada;
    String german;
    String french;
    String price;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void aGermanShop() {
        shop = new Shop(billing);
        MerchantData known = Samples.merchant(shop.merchantId);
        var hamburg = new PostalAddress("Speicherstadt 4", null, "Hamburg", "20457", null, "DE");
        var moved = new MerchantData(
                known.id(),
                known.name(),
                known.slug(),
                known.portalUrl(),
                known.status(),
                null,
                null,
                null,
                known.locale(),
                hamburg,
                "DE136695976",
                known.createdAt(),
                known.updatedAt(),
                null);
        Events.publish(AuthEvents.MERCHANT_UPDATED, shop.merchantId, null, shop.merchantId, 2, moved);
        ada = shop.customer("ada");
        german = address("DE");
        french = address("FR");
        price = shop.price("10000", Samples.MONTHLY);
        decide("external");
    }

    @Test
    void the_tax_comes_on_top_of_a_price_without_it() {
        JsonNode details = sold(german, "").path("details");
        assertThat(details.path("totals").toString())
                .contains(
                        "\"subtotal\":\"20000\",\"discount\":\"0\",\"tax\":\"3800\",\"total\":\"23800\"",
                        "\"grand_total\":\"23800\"");
        assertThat(details.path("tax_rates_used").toString())
                .isEqualTo("[{\"tax_rate\":\"0.19\",\"totals\":" + totals("20000", "3800", "23800")
                        + ",\"name\":\"USt\"}]");
        JsonNode line = details.path("line_items").path(0);
        assertThat(line.path("tax_rate").asString()).isEqualTo("0.19");
        assertThat(line.path("unit_totals").toString()).isEqualTo(totals("10000", "1900", "11900"));
        assertThat(line.path("totals").toString()).isEqualTo(totals("20000", "3800", "23800"));
        assertThat(details.path("tax_treatment").isNull()).isTrue();
    }

    @Test
    void a_price_that_includes_the_tax_is_what_is_paid() {
        decide("internal");
        JsonNode details = sold(german, "").path("details");
        assertThat(details.path("line_items").path(0).path("totals").toString())
                .isEqualTo(totals("16807", "3193", "20000"));
        assertThat(details.path("totals").path("total").asString()).isEqualTo("20000");
    }

    @Test
    void nothing_is_taxed_where_there_is_no_rate_and_without_an_address() {
        assertThat(tax(sold(address("CH"), ""))).isEqualTo("0");
        JsonNode nowhere = posted("""
                {"customer_id":"%s","items":[{"price_id":"%s"}]}""".formatted(ada, price));
        assertThat(tax(nowhere)).isEqualTo("0");
        assertThat(nowhere.path("details")
                        .path("tax_rates_used")
                        .path(0)
                        .path("tax_rate")
                        .asString())
                .isEqualTo("0");
    }

    @Test
    void a_business_elsewhere_in_the_union_owes_the_tax_itself_and_the_transaction_says_so() {
        String valid = business("FR40303265045");
        JsonNode reversed = sold(french, ",\"business_id\":\"" + valid + "\"");
        assertThat(tax(reversed)).isEqualTo("0");
        assertThat(reversed.path("details").path("tax_treatment").asString()).isEqualTo("reverse_charge");
        assertThat(reversed.path("details")
                        .path("line_items")
                        .path(0)
                        .path("tax_rate")
                        .asString())
                .isEqualTo("0");
        String mistyped = business("FR40303265046");
        assertThat(tax(sold(french, ",\"business_id\":\"" + mistyped + "\""))).isEqualTo("4000");
        assertThat(tax(sold(french, ""))).isEqualTo("4000");
        assertThat(tax(sold(german, ",\"business_id\":\"" + valid + "\""))).isEqualTo("3800");
    }

    @Test
    void who_names_his_tax_identifier_later_gets_the_tax_back_once() {
        String paid = paid(french);
        revise(paid, "FR40303265046");
        assertThat(givenBack(paid)).isEmpty();
        revise(paid, "FR40303265045");
        await().untilAsserted(() -> assertThat(givenBack(paid)).hasSize(1));
        JsonNode refund = givenBack(paid).path(0);
        assertThat(refund.path("action").asString()).isEqualTo("refund");
        assertThat(refund.path("status").asString()).isEqualTo("approved");
        assertThat(refund.path("totals").path("total").asString()).isEqualTo("4000");
        assertThat(refund.path("totals").path("tax").asString()).isEqualTo("4000");
        assertThat(refund.path("totals").path("subtotal").asString()).isEqualTo("0");

        String german = paid(this.german);
        revise(german, "DE136695976");
        String last = paid(french);
        revise(last, "FR40303265045");
        await().untilAsserted(() -> assertThat(givenBack(last)).hasSize(1));
        assertThat(givenBack(german)).isEmpty();
    }

    @Test
    void a_preview_comes_to_what_is_then_made_of_it() {
        for (String mode : List.of("external", "internal", "location"))
            for (String where : List.of(german, french)) {
                decide(mode);
                String body = """
                        {"customer_id":"%s","address_id":"%s","items":[{"price_id":"%s","quantity":3}],"discount_id":"%s"}""".formatted(ada, where, price, shop.discount("percentage", "12.5"));
                JsonNode preview =
                        ok(shop.client.post("/transactions/preview", body)).path("details");
                JsonNode made = posted(body).path("details");
                assertThat(preview.path("totals")).isEqualTo(made.path("totals"));
                assertThat(preview.path("tax_rates_used")).isEqualTo(made.path("tax_rates_used"));
                assertThat(preview.path("line_items").path(0).path("totals"))
                        .isEqualTo(made.path("line_items").path(0).path("totals"));
            }
    }

    @Test
    void who_has_not_said_who_he_is_may_say_where() {
        String body = """
                {"items":[{"price_id":"%s"},{"price_id":"%s","include_in_totals":false}],"address":{"country_code":"%s"}}""";
        JsonNode preview = ok(shop.client.post("/transactions/preview", body.formatted(price, price, "FR")));
        assertThat(preview.path("details").path("totals").path("tax").asString())
                .isEqualTo("2000");
        assertThat(preview.path("details")
                        .path("line_items")
                        .path(1)
                        .path("tax_rate")
                        .asString())
                .isEqualTo("0.2");
        assertThat(shop.client
                        .post("/transactions/preview", body.formatted(price, price, "France"))
                        .text())
                .contains("address.country_code");
    }

    @Test
    void who_moves_before_he_pays_is_taxed_where_he_moves_to_and_what_is_paid_stays_as_it_is() {
        String discount = shop.discount("flat", "1000");
        JsonNode open = sold(german, ",\"discount_id\":\"" + discount + "\"");
        assertThat(tax(open)).isEqualTo("3610");
        String path = "/transactions/" + open.path("id").asString();
        assertThat(tax(ok(shop.client.patch(path, "{\"address_id\":\"" + french + "\"}"))))
                .isEqualTo("3800");
        assertThat(tax(ok(shop.client.patch(path, "{\"discount_id\":null}")))).isEqualTo("4000");
        decide("internal");
        assertThat(tax(ok(shop.client.patch(path, "{\"custom_data\":{\"a\":1}}"))))
                .isEqualTo("4000");
        String card = shop.card(ada, "visa");
        JsonNode paid = ok(shop.client.post(path + "/pay", "{\"payment_method_id\":\"" + card + "\"}"));
        assertThat(paid.path("payments").path(0).path("amount").asString()).isEqualTo("24000");
        assertThat(tax(shop.get(path))).isEqualTo("4000");
    }

    @Test
    void all_of_it_goes_back_with_all_of_its_tax() {
        decide("internal");
        String paid = paid();
        JsonNode refund = refund(paid, "\"type\":\"full\"");
        assertThat(refund.path("totals").toString())
                .contains("\"subtotal\":\"16807\",\"tax\":\"3193\",\"total\":\"20000\"");
        assertThat(refund.path("tax_rates_used").path(0).path("tax_rate").asString())
                .isEqualTo("0.19");
        assertThat(shop.get("/transactions/" + paid)
                        .path("details")
                        .path("adjusted_totals")
                        .toString())
                .contains("\"subtotal\":\"0\",\"tax\":\"0\",\"total\":\"0\",\"grand_total\":\"0\"");
    }

    @Test
    void a_part_goes_back_with_its_part_of_the_tax_and_the_rest_with_the_rest() {
        String paid = paid();
        String line = line(paid);
        JsonNode part =
                refund(paid, "\"items\":[{\"item_id\":\"" + line + "\",\"type\":\"partial\",\"amount\":\"11900\"}]");
        assertThat(part.path("totals").toString())
                .contains("\"subtotal\":\"10000\",\"tax\":\"1900\",\"total\":\"11900\"");
        JsonNode tax = refund(paid, "\"items\":[{\"item_id\":\"" + line + "\",\"type\":\"tax\"}]");
        assertThat(tax.path("totals").toString()).contains("\"subtotal\":\"0\",\"tax\":\"1900\",\"total\":\"1900\"");
        JsonNode rest = refund(paid, "\"type\":\"full\"");
        assertThat(rest.path("totals").toString()).contains("\"subtotal\":\"10000\",\"tax\":\"0\",\"total\":\"10000\"");
    }

    @Test
    void what_a_subscription_asks_for_is_taxed_where_it_is() {
        PriceData monthly =
                Samples.price(price, shop.product, new MoneyData("10000", "EUR"), Samples.MONTHLY, "active");
        shop.card(ada, "visa");
        String id = Shop.IDS.next("chr");
        String subscription = Shop.IDS.next("sub");
        var request = new ChargeRequestData(
                id,
                subscription,
                ada,
                german,
                null,
                "EUR",
                "subscription_recurring",
                "automatic",
                null,
                null,
                null,
                List.of(new ChargeRequestData.Item(monthly, Samples.product(shop.product), 1, null)),
                null,
                null,
                null);
        Events.publish(
                SubscriptionEvents.SUBSCRIPTION_CHARGE_REQUESTED, shop.merchantId, ada, subscription, 5, request);
        String path = "/transactions/txn" + id.substring(3);
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                shop.client.get(path).data().path("status").asString())
                        .isEqualTo("completed"));
        assertThat(tax(shop.get(path))).isEqualTo("1900");
        assertThat(shop.get(path).path("payments").path(0).path("amount").asString())
                .isEqualTo("11900");
    }

    @Test
    void what_no_amount_can_hold_with_its_tax_is_refused() {
        String body = """
                {"customer_id":"%s","address_id":"%s","items":[{"quantity":9000000,"price":{"description":"x",
                 "quantity":{"minimum":1,"maximum":9000000},"product":{"name":"x"},
                 "unit_price":{"amount":"999999999999","currency_code":"EUR"}}}]}""".formatted(ada, german);
        for (String path : List.of("/transactions", "/transactions/preview"))
            assertThat(shop.client.post(path, body).text()).contains("invalid_field", "add up to more");
    }

    // What is known of the merchant arrives by an event.
    private void decide(String mode) {
        ok(shop.client.patch("/tax-settings", """
                {"default_tax_mode":"%s","reverse_charge":true,"rates":[
                 {"country_code":"DE","rate":"0.19","name":"USt"},{"country_code":"FR","rate":"0.2","name":"TVA"}]}""".formatted(mode)));
        Awaitility.await()
                .until(() -> billing.bean(dev.portico.billing.merchant.Merchants.class)
                        .country(shop.house)
                        .isPresent());
    }

    private String paid() {
        JsonNode open = sold(german, ",\"payment_method_id\":\"" + shop.card(ada, "visa") + "\"");
        assertThat(open.path("status").asString()).isEqualTo("completed");
        return open.path("id").asString();
    }

    private String line(String transaction) {
        return shop.get("/transactions/" + transaction)
                .path("details")
                .path("line_items")
                .path(0)
                .path("id")
                .asString();
    }

    private JsonNode refund(String transaction, String what) {
        Answer answer = shop.client.post("/adjustments", """
                {"action":"refund","transaction_id":"%s","reason":"a test",%s}""".formatted(transaction, what));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.data();
    }

    private JsonNode sold(String address, String more) {
        return posted("""
                {"customer_id":"%s","address_id":"%s","items":[{"price_id":"%s","quantity":2}]%s}""".formatted(ada, address, price, more));
    }

    private String paid(String address) {
        String card = shop.card(ada, "visa");
        return sold(address, ",\"payment_method_id\":\"" + card + "\"")
                .path("id")
                .asString();
    }

    private void revise(String transaction, String taxIdentifier) {
        String body = """
                {"business":{"name":"Librairie","tax_identifier":"%s"}}""".formatted(taxIdentifier);
        await().untilAsserted(() -> assertThat(shop.client
                        .post("/transactions/" + transaction + "/revise", body)
                        .status())
                .isEqualTo(200));
    }

    private JsonNode givenBack(String transaction) {
        return shop.get("/adjustments?transaction_id=" + transaction);
    }

    private JsonNode posted(String body) {
        Answer answer = shop.client.post("/transactions", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.data();
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.data();
    }

    private static String tax(JsonNode transaction) {
        return transaction.path("details").path("totals").path("tax").asString();
    }

    private String address(String country) {
        return shop.created("/customers/" + ada + "/addresses", "{\"country_code\":\"" + country + "\"}");
    }

    private String business(String identifier) {
        return shop.created(
                "/customers/" + ada + "/businesses", "{\"name\":\"B\",\"tax_identifier\":\"" + identifier + "\"}");
    }

    private static String totals(String subtotal, String tax, String total) {
        return "{\"subtotal\":\"%s\",\"discount\":\"0\",\"tax\":\"%s\",\"total\":\"%s\"}"
                .formatted(subtotal, tax, total);
    }
}
