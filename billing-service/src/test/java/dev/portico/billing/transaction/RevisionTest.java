package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.chassis.caller.Caller;
import dev.portico.events.AuthEvents;
import dev.portico.events.PortalConfigurationData;
import dev.portico.events.PortalConfigurationData.CustomerActions;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTest {

    static RunningService billing;

    Shop shop;
    String ada;
    String transaction;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void somethingPaid() {
        shop = new Shop(billing);
        ada = shop.customer("ada");
        transaction = shop.paid(ada, shop.price("1000", Samples.MONTHLY), 1);
    }

    @Test
    void a_bill_is_made_out_anew_three_times_and_says_all_that_was_put_right() {
        assertThat(revise("{\"customer\":{\"name\":\"Augusta King\"}}").status())
                .isEqualTo(200);
        var twice = revise("{\"business\":{\"name\":\"Engines Ltd\",\"tax_identifier\":\"GB123456789\"}}");
        assertThat(twice.data().path("revised_at").isNull()).as(twice.text()).isFalse();
        assertThat(twice.data().path("revised_details").path("customer_name").asString())
                .isEqualTo("Augusta King");
        assertThat(twice.data().path("revised_details").path("tax_identifier").asString())
                .isEqualTo("GB123456789");
        assertThat(revise("{\"business\":{\"name\":\"Engines Ltd\"}}").errorCode())
                .isEqualTo("transaction_nothing_to_revise");
        assertThat(revise("{\"business\":{\"name\":\"Engines Limited\"}}").status())
                .isEqualTo(200);
        assertThat(revise("{\"business\":{\"name\":\"Engines\"}}").errorCode())
                .isEqualTo("transaction_revised_limit_reached");
        assertThat(shop.get("/customers/" + ada).path("name").asString()).isEqualTo("ada");
        await().untilAsserted(() -> assertThat(shop.told(transaction))
                .filteredOn("transaction.revised"::equals)
                .hasSize(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|transaction_nothing_to_revise",
                "{\"business\":{\"tax_identifier\":\"GB123456789\"}}|transaction_revise_missing_business_name",
                "{\"business\":{\"name\":\"x\",\"tax_identifier\":\"\"}}|transaction_cannot_be_revised_with_invalid_tax_identifier",
                "{\"address\":{\"city\":\"London\"}}|invalid_field",
                "{\"address\":{\"country_code\":\"GB\"}}|invalid_field",
                "{\"customer\":{\"name\":\" \"}}|invalid_field"
            })
    void what_can_not_be_revised_is_refused_by_name(String body, String code) {
        assertThat(revise(body).errorCode()).isEqualTo(code);
    }

    @Test
    void what_is_open_or_was_given_back_is_not_revised() {
        String body = "{\"customer\":{\"name\":\"Augusta\"}}";
        String open = shop.created("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s"}]}""".formatted(ada, shop.price("5", null)));
        assertThat(shop.client.post("/transactions/" + open + "/revise", body).errorCode())
                .isEqualTo("transaction_invalid_status_to_revise");
        shop.created("/adjustments", """
                {"action":"refund","type":"full","reason":"x","transaction_id":"%s"}""".formatted(transaction));
        assertThat(revise(body).errorCode()).isEqualTo("transaction_adjusted_unable_to_revise");
    }

    @Test
    void a_customer_revises_only_his_own() {
        Client neighbour = billing.as(new Caller.Customer(shop.merchantId, Shop.IDS.next("ctm"), "s"));
        Client self = billing.as(new Caller.Customer(shop.merchantId, ada, "s"));
        String path = "/transactions/" + transaction + "/revise";
        String body = "{\"customer\":{\"name\":\"Augusta\"}}";
        assertThat(neighbour.post(path, body).errorCode()).isEqualTo("not_found");
        assertThat(self.post(path, body).status()).isEqualTo(200);
    }

    @Test
    void customers_correct_their_bills_if_their_merchant_lets_them() {
        var decided = new PortalConfigurationData(
                10, List.of(), new CustomerActions(true, true, true, true, true, false), null, null);
        var merchant = dev.portico.testing.Samples.merchant(shop.merchantId, decided);
        Events.publish(AuthEvents.MERCHANT_UPDATED, shop.merchantId, null, shop.merchantId, 2, merchant);
        Client self = billing.as(new Caller.Customer(shop.merchantId, ada, "s"));
        String path = "/transactions/" + transaction + "/revise";
        await().untilAsserted(
                        () -> assertThat(self.post(path, "{}").errorCode()).isEqualTo("forbidden"));
        assertThat(revise("{\"customer\":{\"name\":\"Augusta\"}}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{\"customer\":[]}", "{\"customer\":{\"name\":{}}}", "{\"business\":\"x\"}"})
    void nothing_that_is_sent_makes_the_service_fail(String body) {
        assertThat(revise(body).status()).isBetween(400, 499);
    }

    private Client.Answer revise(String body) {
        return shop.client.post("/transactions/" + transaction + "/revise", body);
    }
}
