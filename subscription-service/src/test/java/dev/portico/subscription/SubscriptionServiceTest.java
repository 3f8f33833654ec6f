package dev.portico.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.PortalPasses;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.PortalConfigurationData;
import dev.portico.events.PortalConfigurationData.CustomerActions;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class SubscriptionServiceTest {

    public static final Set<String> PERMISSIONS = Set.of(
            "product.read",
            "product.write",
            "price.read",
            "price.write",
            "discount.read",
            "discount.write",
            "subscription.read",
            "subscription.write");
    static RunningService subscriptions;
    static final Ids IDS = new Ids(Clock.systemUTC());

    final String merchantId = IDS.next("mer");
    final String customer = IDS.next("ctm");
    final String transaction = IDS.next("txn");
    final String id = Ids.derived("sub", transaction);
    final Client shop = subscriptions.as(new Caller.Merchant(merchantId, "apikey_1", PERMISSIONS));
    final Client ada = subscriptions.as(new Caller.Customer(merchantId, customer, "s"));

    @BeforeAll
    static void start() {
        subscriptions = RunningService.start(SubscriptionServiceApplication.class, "subscription");
    }

    @AfterAll
    static void stop() {
        subscriptions.close();
    }

    @BeforeEach
    void aSubscription() {
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        pay(transaction, "month");
        await().untilAsserted(() ->
                assertThat(shop.get("/subscriptions/" + id).text()).contains("http://shop.localhost:8080/"));
    }

    @Test
    void what_is_paid_for_and_repeats_becomes_one_subscription() {
        pay(transaction, "month");
        pay(IDS.next("txn"), null);
        String marker = IDS.next("txn");
        pay(marker, "year");
        await().untilAsserted(
                        () -> assertThat(shop.get("/subscriptions").data()).hasSize(2));
        var found = ada.get("/subscriptions/" + id).data();
        assertThat(found.path("status").asString()).isEqualTo("active");
        assertThat(found.path("next_billed_at").asString()).isEqualTo("2026-12-24T10:00:00Z");
        assertThat(found.path("management_urls").path("cancel").asString())
                .isEqualTo("http://shop.localhost:8080/?action=cancel_subscription&subscription_id=" + id);
        assertThat(Events.heard(Topic.SUBSCRIPTION, merchantId).stream()
                        .filter(event -> event.subject().equals(id))
                        .map(Events.Heard::type))
                .containsExactly("subscription.created", "subscription.activated");
    }

    @Test
    void a_customer_cancels_at_the_end_of_the_period_and_may_think_again() {
        var canceled = ada.post("/subscriptions/" + id + "/cancel", "");
        assertThat(canceled.data().path("status").asString()).isEqualTo("active");
        assertThat(canceled.data().path("scheduled_change").path("effective_at").asString())
                .isEqualTo("2026-12-24T10:00:00Z");
        assertThat(ada.post("/subscriptions/" + id + "/cancel", "{}").errorCode())
                .isEqualTo("subscription_locked_pending_changes");
        assertThat(ada.patch("/subscriptions/" + id, "{\"scheduled_change\":null}")
                        .data()
                        .path("scheduled_change")
                        .isNull())
                .isTrue();
        assertThat(ada.patch("/subscriptions/" + id, "{\"scheduled_change\":{}}")
                        .errorCode())
                .isEqualTo("invalid_field");
    }

    @Test
    void customers_cancel_if_their_merchant_lets_them_and_its_links_last_as_long_as_it_says() {
        var decided = new PortalConfigurationData(
                60, List.of(), new CustomerActions(false, false, false, true, true, true), null, null);
        var merchant = Samples.merchant(merchantId, decided);
        Events.publish(AuthEvents.MERCHANT_UPDATED, merchantId, null, merchantId, 2, merchant);
        Client opener = subscriptions.as(new Caller.Merchant(
                merchantId, "apikey_1", Set.of("subscription.read", "customer_portal_session.write")));
        var passes = subscriptions.bean(PortalPasses.class);
        await().untilAsserted(() -> {
            String link = opener.get("/subscriptions/" + id)
                    .data()
                    .path("management_urls")
                    .path("cancel")
                    .asString();
            assertThat(passes.read(link.substring(link.indexOf("#token=") + 7)))
                    .hasValueSatisfying(pass -> assertThat(pass.expiresAt())
                            .isAfter(Clock.systemUTC().instant().plus(Duration.ofMinutes(59))));
        });
        assertThat(ada.post("/subscriptions/" + id + "/cancel", "{}").errorCode())
                .isEqualTo("forbidden");
        assertThat(shop.post("/subscriptions/" + id + "/cancel", "{}").status()).isEqualTo(200);
        assertThat(ada.patch("/subscriptions/" + id, "{\"scheduled_change\":null}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void only_a_merchant_ends_it_at_once_and_only_once() {
        String now = "{\"effective_from\":\"immediately\"}";
        assertThat(ada.post("/subscriptions/" + id + "/cancel", now).errorCode())
                .isEqualTo("forbidden");
        assertThat(shop.post("/subscriptions/" + id + "/cancel", now)
                        .data()
                        .path("status")
                        .asString())
                .isEqualTo("canceled");
        assertThat(shop.post("/subscriptions/" + id + "/cancel", now).errorCode())
                .isEqualTo("subscription_is_canceled_action_invalid");
        assertThat(shop.get("/subscriptions?status=canceled").data()).hasSize(1);
        assertThat(shop.get("/subscriptions?status=active").data()).isEmpty();
    }

    @Test
    void foreign_looks_like_unknown() {
        String unknown = shop.get("/subscriptions/" + IDS.next("sub")).withoutRequestId();
        Client neighbour = subscriptions.as(new Caller.Customer(merchantId, IDS.next("ctm"), "s"));
        Client elsewhere = subscriptions.as(new Caller.Merchant(IDS.next("mer"), "k", PERMISSIONS));
        assertThat(neighbour.get("/subscriptions/" + id).withoutRequestId()).isEqualTo(unknown);
        assertThat(elsewhere.post("/subscriptions/" + id + "/cancel", "{}").withoutRequestId())
                .isEqualTo(unknown);
        assertThat(neighbour.get("/products").errorCode()).isEqualTo("forbidden");
    }

    @Test
    void a_price_needs_a_product_of_the_same_merchant() {
        String product = shop.post("/products", "{\"name\":\"Engine\"}")
                .data()
                .path("id")
                .asString();
        String price = "{\"product_id\":\"" + product
                + "\",\"description\":\"Monthly\",\"unit_price\":{\"amount\":\"900\",\"currency_code\":\"USD\"}}";
        assertThat(shop.post("/prices", price).status()).isEqualTo(201);
        Client elsewhere = subscriptions.as(new Caller.Merchant(IDS.next("mer"), "k", PERMISSIONS));
        assertThat(elsewhere.post("/prices", price).text()).contains("product_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "1",
                "{",
                "{\"name\":1}",
                "{\"name\":\"\\u0000\"}",
                "{\"unit_price\":5}",
                "{\"unit_price\":{\"amount\":\"-1\",\"currency_code\":\"USD\"}}",
                "{\"unit_price\":{\"amount\":\"9999999999999\",\"currency_code\":\"XXX\"}}",
                "{\"billing_cycle\":{\"interval\":\"century\",\"frequency\":0}}",
                "{\"quantity\":{\"minimum\":-5,\"maximum\":0}}",
                "{\"effective_from\":\"yesterday\"}",
                "{\"scheduled_change\":5}",
                "{\"name\":\"x\",\"custom_data\":{\"_class\":\"java.util.Date\"}}",
                "{\"name\":\"x\",\"custom_data\":{\"n\":123456789012345678901234567890}}",
                "{\"surprise\":1}",
                "{\"items\":[null],\"proration_billing_mode\":\"do_not_bill\"}",
                "{\"items\":[{}],\"proration_billing_mode\":\"do_not_bill\"}",
                "{\"items\":[{\"price_id\":\"pri_x\"}]}",
                "{\"items\":[{\"price\":{}}],\"proration_billing_mode\":\"do_not_bill\"}",
                "{\"items\":\"all\",\"proration_billing_mode\":\"sometimes\"}",
                "{\"next_billed_at\":\"soon\"}",
                "{\"discount\":{\"id\":null}}",
                "{\"discount\":{\"id\":\"dsc_x\",\"effective_from\":\"yesterday\"}}",
                "{\"billing_details\":{\"payment_terms\":{\"interval\":\"century\",\"frequency\":-1}}}",
                "{\"collection_mode\":\"manual\"}",
                "{\"address_id\":\"add_x\"}",
                "{\"custom_data\":[]}",
                "{\"currency_code\":\"EUR\"}"
            })
    void nothing_that_is_sent_makes_the_service_fail(String body) {
        for (String path : Set.of("/products", "/prices", "/discounts", "/subscriptions/" + id + "/charge"))
            assertThat(shop.post(path, body).status()).as(path).isBetween(400, 499);
        assertThat(shop.post("/subscriptions/" + id + "/cancel", body).status()).isLessThan(500);
        for (String path : Set.of("/pause", "/resume", "/activate"))
            assertThat(shop.post("/subscriptions/sub_x" + path, body).status())
                    .as(path)
                    .isBetween(400, 499);
        assertThat(shop.patch("/subscriptions/" + id + "/preview", body).status())
                .isBetween(400, 499);
        assertThat(shop.patch("/subscriptions/" + id, body).status()).isBetween(400, 499);
    }

    private void pay(String transactionId, String interval) {
        var price = Samples.price(IDS.next("pri"), IDS.next("pro"), "4900", interval);
        Events.publish(
                BillingEvents.TRANSACTION_COMPLETED,
                merchantId,
                customer,
                transactionId,
                3,
                Samples.paid(transactionId, customer, price));
    }
}
