package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.acceptance.Merchant.Answer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two services say what things cost, one beforehand and one on the bill: with tax, too, they say the same.
class TaxTest {

    @TempDir
    static Path directory;

    static Portico portico;
    static int shops;

    Merchant shop;
    String customer;
    String address;
    String card;
    String price;

    @BeforeAll
    static void open() throws Exception {
        portico = Portico.start(directory.resolve("data"), "--no-demo");
    }

    @AfterAll
    static void close() {
        portico.close();
    }

    @BeforeEach
    void aGermanShop() throws Exception {
        shop = Merchant.create(portico, "taxed" + ++shops, "Taxed");
        ok(shop.patch("/merchants/current", Map.of("address", Map.of("city", "Hamburg", "country_code", "DE"))));
        customer =
                shop.created("/customers", Map.of("email", "ada@example.com")).id();
        address = shop.created("/customers/" + customer + "/addresses", Map.of("country_code", "DE"))
                .id();
        card = shop.created("/customers/" + customer + "/payment-methods", Map.of("token", "tok_sandbox_visa"))
                .id();
        String product = shop.created("/products", Map.of("name", "Engine", "tax_category", "saas"))
                .id();
        price = shop.created(
                        "/prices",
                        Map.of(
                                "product_id",
                                product,
                                "description",
                                "Monthly",
                                "unit_price",
                                Map.of("amount", "4999", "currency_code", "EUR"),
                                "billing_cycle",
                                Map.of("interval", "month", "frequency", 1)))
                .id();
    }

    @Test
    void what_a_preview_comes_to_is_what_is_charged_at_first_and_for_every_change() {
        for (String mode : List.of("external", "internal")) {
            decide(mode, "0.19");
            JsonNode previewed = ok(shop.post("/transactions/preview", sale(3))).path("details");
            JsonNode sold = sold(3);
            assertThat(previewed.path("totals").path("total"))
                    .isEqualTo(sold.path("details").path("totals").path("total"));
            assertThat(previewed.path("tax_rates_used"))
                    .isEqualTo(sold.path("details").path("tax_rates_used"));

            String path = "/subscriptions/" + sold.path("subscription_id").asString();
            Merchant.awaited(() -> shop.get(path).data());
            JsonNode recurring = Merchant.awaited(() -> told(path, sold));
            assertThat(recurring.path("totals").path("tax"))
                    .isEqualTo(sold.path("details").path("totals").path("tax"));

            var more = Map.of(
                    "items",
                    List.of(Map.of("price_id", price, "quantity", 5)),
                    "proration_billing_mode",
                    "full_immediately");
            JsonNode quoted = ok(shop.patch(path + "/preview", more))
                    .path("immediate_transaction")
                    .path("details");
            ok(shop.patch(path, more));
            JsonNode billed = Merchant.awaited(() -> charged(sold));
            for (String total : List.of("subtotal", "discount", "tax", "total"))
                assertThat(quoted.path("totals").path(total))
                        .as(total)
                        .isEqualTo(billed.path("details").path("totals").path(total));
            assertThat(quoted.path("line_items").path(0).path("unit_totals"))
                    .isEqualTo(billed.path("details").path("line_items").path(0).path("unit_totals"));
            assertThat(quoted.path("tax_rates_used"))
                    .isEqualTo(billed.path("details").path("tax_rates_used"));
        }
    }

    @Test
    void a_table_of_a_thousand_rates_gets_through_the_door() {
        var rates = IntStream.range(0, 1_000)
                .mapToObj(i -> Map.of(
                        "country_code",
                        "US",
                        "region",
                        "A region by the number of " + i,
                        "rate",
                        "0.0825",
                        "name",
                        "Sales tax"))
                .toList();
        assertThat(ok(shop.patch("/tax-settings", Map.of("rates", rates))).path("rates"))
                .hasSize(1_000);
    }

    // As soon as subscription-service has heard how the merchant taxes.
    private JsonNode told(String path, JsonNode sold) {
        JsonNode recurring =
                shop.get(path + "?include=recurring_transaction_details").data().path("recurring_transaction_details");
        boolean same = recurring
                .path("totals")
                .path("total")
                .equals(sold.path("details").path("totals").path("total"));
        return same ? recurring : recurring.path("not yet");
    }

    private JsonNode charged(JsonNode sold) {
        return shop.get("/transactions?status=completed&subscription_id="
                        + sold.path("subscription_id").asString() + "&origin=subscription_update")
                .data()
                .path(0);
    }

    private void decide(String mode, String rate) {
        ok(shop.patch(
                "/tax-settings",
                Map.of(
                        "default_tax_mode",
                        mode,
                        "rates",
                        List.of(Map.of("country_code", "DE", "rate", rate, "name", "USt")))));
    }

    private JsonNode sold(int quantity) {
        var body = new HashMap<>(sale(quantity));
        body.put("payment_method_id", card);
        JsonNode sold = shop.created("/transactions", body).data();
        assertThat(sold.path("status").asString()).isEqualTo("completed");
        return sold;
    }

    private Map<String, Object> sale(int quantity) {
        return Map.of(
                "customer_id", customer,
                "address_id", address,
                "items", List.of(Map.of("price_id", price, "quantity", quantity)));
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.data();
    }
}
