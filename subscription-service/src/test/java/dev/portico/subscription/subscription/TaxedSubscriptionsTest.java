package dev.portico.subscription.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AddressData;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.BusinessData;
import dev.portico.events.MerchantData;
import dev.portico.events.PostalAddress;
import dev.portico.events.SubscriptionEvents;
import dev.portico.events.TaxSettingsData;
import dev.portico.events.TaxSettingsData.Rate;
import dev.portico.events.Topic;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.Details;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.TaxRateUsed;
import dev.portico.events.TransactionData.Totals;
import dev.portico.subscription.SubscriptionServiceApplication;
import dev.portico.subscription.SubscriptionServiceTest;
import dev.portico.testing.Client;
import dev.portico.testing.Client.Answer;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TaxedSubscriptionsTest {

    static RunningService subscriptions;
    static final Ids IDS = new Ids(Clock.systemUTC());

    final String merchantId = IDS.next("mer");
    final String customer = IDS.next("ctm");
    final String german = IDS.next("add");
    final String french = IDS.next("add");
    final String business = IDS.next("biz");
    final String price = IDS.next("pri");
    final String transaction = IDS.next("txn");
    final String path = "/subscriptions/" + Ids.derived("sub", transaction);
    final Client shop =
            subscriptions.as(new Caller.Merchant(merchantId, "apikey_1", SubscriptionServiceTest.PERMISSIONS));

    @BeforeAll
    static void start() {
        subscriptions = RunningService.start(SubscriptionServiceApplication.class, "subscription");
    }

    @AfterAll
    static void stop() {
        subscriptions.close();
    }

    @BeforeEach
    void aTaxedSubscription() {
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, merchant());
        address(german, "DE", 1);
        address(french, "FR", 1);
        var company = new BusinessData(
                business,
                customer,
                "Librairie",
                null,
                "FR40303265045",
                "active",
                List.of(),
                null,
                Samples.AT,
                Samples.AT,
                null);
        Events.publish(BillingEvents.BUSINESS_CREATED, merchantId, customer, business, 1, company);
        settings(1, "0.19");
        Events.publish(BillingEvents.TRANSACTION_COMPLETED, merchantId, customer, transaction, 3, paid());
        await().untilAsserted(() -> assertThat(recurring("total")).isEqualTo("5831"));
    }

    @Test
    void what_comes_is_said_with_its_tax_wherever_the_customer_is_by_then() {
        JsonNode next = shop.get(path + "?include=next_transaction").data().path("next_transaction");
        assertThat(next.path("details").path("totals").path("tax").asString()).isEqualTo("931");
        assertThat(next.path("details")
                        .path("tax_rates_used")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("VAT");
        address(german, "CH", 2);
        await().untilAsserted(() -> assertThat(recurring("total")).isEqualTo("4900"));
    }

    @Test
    void a_change_is_previewed_where_it_leads_to() {
        JsonNode moved = previewed("{\"address_id\":\"" + french + "\"}");
        assertThat(moved.path("recurring_transaction_details")
                        .path("totals")
                        .path("tax")
                        .asString())
                .isEqualTo("980");
        JsonNode sold = previewed("{\"address_id\":\"" + french + "\",\"business_id\":\"" + business + "\"}");
        assertThat(sold.path("recurring_transaction_details")
                        .path("totals")
                        .path("tax")
                        .asString())
                .isEqualTo("0");
        assertThat(sold.path("recurring_transaction_details")
                        .path("tax_treatment")
                        .asString())
                .isEqualTo("reverse_charge");
    }

    @Test
    void what_is_given_back_has_the_tax_it_was_charged_with_whatever_is_decided_since() {
        String more = """
                {"items":[{"price_id":"%s","quantity":3}],"proration_billing_mode":"full_immediately",
                 "on_payment_failure":"apply_change"}""".formatted(price);
        JsonNode charge = previewed(more).path("update_summary").path("charge");
        assertThat(charge.path("amount").asString()).isEqualTo("11662");
        ok(shop.patch(path, more));
        settings(2, "0.25");
        await().untilAsserted(() -> assertThat(recurring("total")).isEqualTo("18375"));
        String less = """
                {"items":[{"price_id":"%s","quantity":1}],"proration_billing_mode":"prorated_immediately",
                 "on_payment_failure":"apply_change"}""".formatted(price);
        long previewed = Long.parseLong(previewed(less)
                .path("update_summary")
                .path("credit")
                .path("amount")
                .asString());
        ok(shop.patch(path, less));
        // Nearly a whole period is left: with the new rate it would be 12250.
        assertThat(previewed).isBetween(11_000L, 11_662L);
        await().untilAsserted(() -> assertThat(credited()).isBetween(11_000L, previewed));
    }

    private long credited() {
        return Events.heard(Topic.SUBSCRIPTION, merchantId).stream()
                .filter(event -> event.type().equals("subscription.charge_requested"))
                .map(event -> event.as(SubscriptionEvents.SUBSCRIPTION_CHARGE_REQUESTED)
                        .creditToBalance())
                .filter(java.util.Objects::nonNull)
                .mapToLong(Long::parseLong)
                .sum();
    }

    private JsonNode previewed(String body) {
        return ok(shop.patch(path + "/preview", body));
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.data();
    }

    private String recurring(String total) {
        return shop.get(path + "?include=recurring_transaction_details")
                .data()
                .path("recurring_transaction_details")
                .path("totals")
                .path(total)
                .asString("");
    }

    private void settings(int version, String germanRate) {
        String id = Ids.derived("taxset", merchantId);
        var settings = new TaxSettingsData(
                id,
                "external",
                List.of(new Rate("DE", null, null, germanRate, "VAT"), new Rate("FR", null, null, "0.2", "VAT")),
                true,
                Samples.AT);
        Events.publish(BillingEvents.TAX_SETTINGS_UPDATED, merchantId, null, id, version, settings);
    }

    private void address(String id, String country, int version) {
        var address = new AddressData(
                id,
                customer,
                null,
                null,
                null,
                null,
                null,
                null,
                country,
                null,
                "active",
                Samples.AT,
                Samples.AT,
                null);
        var type = version == 1 ? BillingEvents.ADDRESS_CREATED : BillingEvents.ADDRESS_UPDATED;
        Events.publish(type, merchantId, customer, id, version, address);
    }

    private MerchantData merchant() {
        MerchantData known = Samples.merchant(merchantId);
        return new MerchantData(
                known.id(),
                known.name(),
                known.slug(),
                known.portalUrl(),
                known.status(),
                null,
                null,
                null,
                known.locale(),
                new PostalAddress(null, null, "Hamburg", null, null, "DE"),
                null,
                known.createdAt(),
                known.updatedAt(),
                null);
    }

    private TransactionData paid() {
        var monthly = Samples.price(price, IDS.next("pro"), "4900", "month");
        TransactionData untaxed = Samples.paid(transaction, customer, monthly);
        var totals = new LineTotals("4900", "0", "931", "5831");
        LineItem line = untaxed.details().lineItems().getFirst();
        Instant now = Clock.systemUTC().instant();
        return new TransactionData(
                transaction,
                "completed",
                customer,
                german,
                null,
                null,
                "USD",
                "api",
                null,
                null,
                null,
                "automatic",
                null,
                null,
                null,
                untaxed.items(),
                new Details(
                        List.of(new TaxRateUsed("0.19", totals, "VAT")),
                        new Totals("4900", "0", "931", "5831", "0", "0", "0", "5831", "USD"),
                        List.of(new LineItem(line.id(), price, 1, null, "0.19", totals, totals, line.product()))),
                List.of(),
                null,
                now,
                now,
                now,
                null);
    }
}
