package dev.portico.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AuthEvents;
import dev.portico.events.MoneyData;
import dev.portico.events.SubscriptionEvents;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Requests that are right but for one value.
class HostileValuesTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static final JsonMapper JSON = JsonMapper.builder().build();
    static RunningService billing;

    final String merchantId = IDS.next("mer");
    final Client shop = billing.as(new Caller.Merchant(merchantId, "apikey_1", Samples.PERMISSIONS));

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @Test
    void a_bill_that_no_amount_can_hold_is_refused() {
        String product = IDS.next("pro");
        String price = IDS.next("pri");
        var dear = Samples.price(price, product, new MoneyData("999999999999", "EUR"), Samples.MONTHLY, "active");
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        Events.publish(SubscriptionEvents.PRODUCT_CREATED, merchantId, null, product, 1, Samples.product(product));
        Events.publish(SubscriptionEvents.PRICE_CREATED, merchantId, null, price, 1, dear);

        var answer = shop.post("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s","quantity":999999999}]}""".formatted(customer(), price));
        assertThat(answer.errorCode()).as(answer.text()).isEqualTo("invalid_field");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$set\":1}",
                "{\"\":1}",
                "{\"a.b\":{\"c.d\":[1,null,true,0.5]}}",
                "{\"n\":9223372036854775807}",
                "{\"_id\":{\"$oid\":\"x\"}}"
            })
    void custom_data_comes_back_as_it_was_sent(String data) {
        var made = shop.post("/customers", "{\"email\":\"a@x.example\",\"custom_data\":" + data + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var read = shop.get("/customers/" + made.data().path("id").asString());
        assertThat(read.data().path("custom_data")).as(read.text()).isEqualTo(JSON.readTree(data));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\":{\"_class\":\"java.util.Date\"}}",
                "{\"x\":[{\"_class\":\"dev.portico.chassis.money.Money\",\"minor\":1,\"currency\":\"EUR\"}]}",
                "{\"a\\u0000b\":1}",
                "{\"n\":123456789012345678901234567890}",
                "{\"n\":1e400}",
                "DEEP"
            })
    void custom_data_that_cannot_be_kept_is_refused_by_name(String data) {
        String sent = data.equals("DEEP") ? "{\"a\":".repeat(200) + "1" + "}".repeat(200) : data;
        String known = customer();
        for (String path : List.of("/customers", "/customers/" + known + "/addresses", "/transactions"))
            assertRefused(shop.post(path, "{\"custom_data\":" + sent + "}"));
        assertRefused(shop.patch("/customers/" + known, "{\"custom_data\":" + sent + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/customers?email=,",
                "/customers?status=",
                "/customers?status=,",
                "/customers?after=%00",
                "/customers?per_page=0",
                "/customers?id=%24ne",
                "/customers/%00",
                "/customers/ctm_1%2F..",
                "/transactions?status=,&customer_id=,",
                "/transactions?after=zzz&per_page=1"
            })
    void no_address_makes_the_service_fail(String path) {
        assertThat(shop.get(path).status()).isLessThan(500);
    }

    private static void assertRefused(Client.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("\"field\":\"custom_data\"");
    }

    private String customer() {
        return shop.post("/customers", "{\"email\":\"c@x.example\"}")
                .data()
                .path("id")
                .asString();
    }
}
