package dev.portico.billing.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.transaction.Shop;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.events.BillingEvents;
import dev.portico.events.TaxSettingsData;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Client.Answer;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TaxSettingsTest {

    static final String PATH = "/tax-settings";
    static RunningService billing;

    Shop shop;

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
    }

    @Test
    void until_a_merchant_decides_nothing_is_taxed() {
        JsonNode usual = shop.get(PATH);
        assertThat(usual.path("default_tax_mode").asString()).isEqualTo("external");
        assertThat(usual.path("rates")).isEmpty();
        assertThat(usual.path("reverse_charge").asBoolean()).isFalse();
        assertThat(usual.path("updated_at").isNull()).isTrue();
    }

    @Test
    void what_is_not_named_stays_as_it_is_and_texts_lose_what_surrounds_them() {
        change("{\"default_tax_mode\":\"internal\"}");
        change("""
                {"rates":[{"country_code":"US","region":" New York ","tax_category":"","rate":"0.0800","name":" "},
                          {"country_code":"DE","region":null,"rate":"0.19","name":"USt"}]}""");
        JsonNode now = change("{\"reverse_charge\":true}");
        assertThat(now.path("default_tax_mode").asString()).isEqualTo("internal");
        assertThat(now.path("rates").path(0).toString())
                .isEqualTo(
                        "{\"country_code\":\"US\",\"region\":\"New York\",\"tax_category\":null,\"rate\":\"0.08\",\"name\":null}");
        assertThat(now.path("rates").path(1).path("name").asString()).isEqualTo("USt");
        assertThat(now.path("reverse_charge").asBoolean()).isTrue();
        assertThat(shop.get(PATH)).isEqualTo(now);
        assertThat(change("{\"rates\":[]}").path("rates")).isEmpty();
    }

    @Test
    void everybody_hears_of_it_and_of_nothing_that_changes_nothing() {
        change("{}");
        change("{\"reverse_charge\":false}");
        change("{\"default_tax_mode\":\"location\"}");
        change("{\"default_tax_mode\":\"location\"}");
        change("{\"reverse_charge\":true}");
        await().untilAsserted(() -> assertThat(told()).hasSize(2));
        assertThat(told().getLast().defaultTaxMode()).isEqualTo("location");
        assertThat(told().getLast().reverseCharge()).isTrue();
    }

    @Test
    void a_thousand_rates_are_kept_and_not_one_more() {
        assertThat(change("{\"rates\":" + rates(1_000) + "}").path("rates")).hasSize(1_000);
        assertThat(shop.client.patch(PATH, "{\"rates\":" + rates(1_001) + "}").text())
                .contains("must be at most 1000");
    }

    @Test
    void who_has_seen_another_version_changes_nothing() {
        change("{\"reverse_charge\":true}");
        String tag = shop.client.get(PATH).raw().headers().firstValue("ETag").orElseThrow();
        assertThat(shop.client
                        .header("If-Match", tag)
                        .patch(PATH, "{\"default_tax_mode\":\"internal\"}")
                        .status())
                .isEqualTo(200);
        assertThat(shop.client
                        .header("If-Match", tag)
                        .patch(PATH, "{\"default_tax_mode\":\"location\"}")
                        .errorCode())
                .isEqualTo("precondition_failed");
        assertThat(shop.get(PATH).path("default_tax_mode").asString()).isEqualTo("internal");
    }

    @Test
    void of_any_number_who_decide_first_at_once_none_is_lost() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = List.of(
                    threads.submit(() -> change("{\"reverse_charge\":true}")),
                    threads.submit(() -> change("{\"default_tax_mode\":\"internal\"}")),
                    threads.submit(() -> change("{\"rates\":" + rates(3) + "}")));
            for (var answer : answers) answer.get();
        }
        JsonNode now = shop.get(PATH);
        assertThat(now.path("reverse_charge").asBoolean()).isTrue();
        assertThat(now.path("default_tax_mode").asString()).isEqualTo("internal");
        assertThat(now.path("rates")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{\"default_tax_mode\":null}",
                "{\"default_tax_mode\":\"account_setting\"}",
                "{\"default_tax_mode\":7}",
                "{\"reverse_charge\":null}",
                "{\"reverse_charge\":\"yes\"}",
                "{\"reverse_charge\":1}",
                "{\"rates\":null}",
                "{\"rates\":{}}",
                "{\"rates\":[null]}",
                "{\"rates\":[7]}",
                "{\"rates\":[{}]}",
                "{\"rates\":[{\"country_code\":\"DE\"}]}",
                "{\"rates\":[{\"country_code\":\"XX\",\"rate\":\"0.1\"}]}",
                "{\"rates\":[{\"country_code\":\"de\",\"rate\":\"0.1\"}]}",
                "{\"rates\":[{\"country_code\":\"DE\",\"rate\":\"19\"}]}",
                "{\"rates\":[{\"country_code\":\"DE\",\"rate\":\"1.01\"}]}",
                "{\"rates\":[{\"country_code\":\"DE\",\"rate\":\"-0.1\"}]}",
                "{\"rates\":[{\"country_code\":\"DE\",\"rate\":\"1e-1\"}]}",
                "{\"rates\":[{\"country_code\":\"DE\",\"rate\":\"0.1234567\"}]}",
                "{\"rates\":[{\"country_code\":\"DE\",\"rate\":0.19}]}",
                "{\"rates\":[{\"country_code\":\"DE\",\"rate\":\"0.19\",\"percent\":19}]}",
                "{\"rates\":[{\"country_code\":\"DE\",\"rate\":\"0.19\",\"name\":\"\\u0000\"}]}",
                "{\"rates\":[{\"country_code\":\"DE\",\"rate\":\"0.1\"},{\"country_code\":\"DE\",\"region\":\" \",\"rate\":\"0.2\"}]}",
                "{\"rates\":[{\"country_code\":\"US\",\"region\":\"ny\",\"rate\":\"0.1\"},{\"country_code\":\"US\",\"region\":\"NY \",\"rate\":\"0.2\"}]}",
                "{\"id\":\"taxset_1\"}"
            })
    void whatever_makes_no_sense_is_refused_and_changes_nothing(String body) {
        change("{\"default_tax_mode\":\"internal\"}");
        JsonNode before = shop.get(PATH);
        Answer answer = shop.client.patch(PATH, body);
        assertThat(answer.status()).as("%s: %s", body, answer.text()).isEqualTo(400);
        assertThat(shop.get(PATH)).isEqualTo(before);
    }

    @Test
    void a_merchant_has_its_own_and_nobody_elses() {
        change("{\"default_tax_mode\":\"internal\"}");
        assertThat(new Shop(billing).get(PATH).path("default_tax_mode").asString())
                .isEqualTo("external");
        for (Client stranger : List.of(
                billing.as(new Caller.Customer(shop.merchantId, Shop.IDS.next("ctm"), "s")),
                billing.as(new Caller.Visitor(shop.merchantId)),
                billing.as(new Insider.Operator()))) {
            assertThat(stranger.get(PATH).errorCode()).isEqualTo("forbidden");
            assertThat(stranger.patch(PATH, "{\"reverse_charge\":true}").errorCode())
                    .isEqualTo("forbidden");
        }
        Client reader = billing.as(new Caller.Merchant(shop.merchantId, "k", Set.of("tax_setting.read")));
        assertThat(reader.get(PATH).status()).isEqualTo(200);
        assertThat(reader.patch(PATH, "{}").text()).contains("tax_setting.write");
    }

    private JsonNode change(String body) {
        Answer answer = shop.client.patch(PATH, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.data();
    }

    private List<TaxSettingsData> told() {
        return Events.heard(Topic.BILLING, shop.merchantId).stream()
                .filter(event -> event.type().equals("tax_settings.updated"))
                .map(event -> event.as(BillingEvents.TAX_SETTINGS_UPDATED))
                .toList();
    }

    private static String rates(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        "{\"country_code\":\"US\",\"region\":\"Region %d\",\"rate\":\"0.05\",\"name\":\"Sales tax\"}"
                                ::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
