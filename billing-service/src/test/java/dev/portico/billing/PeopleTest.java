package dev.portico.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Sealer;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.EmailChangeData;
import dev.portico.events.PortalConfigurationData;
import dev.portico.events.PortalConfigurationData.CustomerActions;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Customers and what is theirs, one by one.
class PeopleTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static RunningService billing;

    final String merchantId = IDS.next("mer");
    final Client shop = billing.as(new Caller.Merchant(merchantId, "apikey_1", Samples.PERMISSIONS));
    String customer;
    Client himself;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void aCustomer() {
        customer = created(shop, "/customers", "{\"email\":\"ada@customers.example\",\"name\":\"Ada\"}");
        himself = billing.as(new Caller.Customer(merchantId, customer, "s"));
    }

    @Test
    void customers_change_their_cards_if_their_merchant_lets_them() {
        String cards = at("payment-methods");
        String card = himself.post(cards, "{\"token\":\"tok_sandbox_visa\"}")
                .data()
                .path("id")
                .asString();
        var decided = new PortalConfigurationData(
                10, List.of(), new CustomerActions(true, false, false, false, true, true), null, null);
        var merchant = dev.portico.testing.Samples.merchant(merchantId, decided);
        Events.publish(AuthEvents.MERCHANT_UPDATED, merchantId, null, merchantId, 2, merchant);
        await().untilAsserted(() -> assertThat(
                        himself.post(cards, "{\"token\":\"tok_sandbox_visa\"}").errorCode())
                .isEqualTo("forbidden"));
        assertThat(himself.delete(cards + "/" + card).errorCode()).isEqualTo("forbidden");
        assertThat(himself.get(cards).status()).isEqualTo(200);
        assertThat(shop.delete(cards + "/" + card).status()).isEqualTo(204);
    }

    @Test
    void a_customer_adds_a_card_only_for_a_quarter_of_an_hour_after_signing_in() {
        String cards = at("payment-methods");
        String card = "{\"token\":\"tok_sandbox_visa\"}";
        var caller = new Caller.Customer(merchantId, customer, "s");
        var signedInLongAgo = billing.as(caller, Duration.ofMinutes(15));
        assertThat(signedInLongAgo.post(cards, card).errorCode()).isEqualTo("recent_sign_in_required");
        assertThat(signedInLongAgo.post(cards, card).status()).isEqualTo(403);
        assertThat(signedInLongAgo.get(cards).data()).isEmpty();
        assertThat(billing.as(caller, Duration.ofMinutes(14)).post(cards, card).status())
                .isEqualTo(201);
        assertThat(shop.post(cards, card).status()).isEqualTo(201);
    }

    @Test
    void a_confirmed_change_gives_the_customer_another_address_once() {
        String wish = confirmed("ada@customers.example", "ada@new.example");
        awaitSettled(wish, "changed");
        assertThat(email(customer)).isEqualTo("ada@new.example");
        shop.patch("/customers/" + customer, "{\"email\":\"ada@customers.example\"}");
        say(wish, "ada@customers.example", "ada@new.example");
        awaitSettled(confirmed("ada@customers.example", "ada@newer.example"), "changed");
        assertThat(email(customer)).isEqualTo("ada@newer.example");
        assertThat(told(customer).stream().filter("customer.email_change_settled"::equals))
                .hasSize(2);
        assertThat(told(customer).stream().filter("customer.updated"::equals)).hasSize(3);
    }

    @Test
    void an_address_that_became_somebody_elses_meanwhile_changes_nothing_then_or_later() {
        String other = created(shop, "/customers", "{\"email\":\"taken@customers.example\"}");
        String wish = confirmed("ada@customers.example", "TAKEN@customers.example");
        awaitSettled(wish, "refused");
        assertThat(email(customer)).isEqualTo("ada@customers.example");
        shop.patch("/customers/" + other, "{\"email\":\"else@customers.example\"}");
        say(wish, "ada@customers.example", "TAKEN@customers.example");
        awaitSettled(confirmed("ada@customers.example", "ada@new.example"), "changed");
        assertThat(email(customer)).isEqualTo("ada@new.example");
        assertThat(told(customer).stream().filter("customer.email_change_settled"::equals))
                .hasSize(2);
    }

    @Test
    void whoever_got_another_address_or_was_archived_meanwhile_keeps_what_he_has() {
        shop.patch("/customers/" + customer, "{\"email\":\"ada@merchants.example\"}");
        awaitSettled(confirmed("ada@customers.example", "ada@new.example"), "refused");
        assertThat(email(customer)).isEqualTo("ada@merchants.example");
        shop.patch("/customers/" + customer, "{\"status\":\"archived\"}");
        awaitSettled(confirmed("ada@merchants.example", "ada@new.example"), "refused");
        assertThat(email(customer)).isEqualTo("ada@merchants.example");
    }

    private String email(String id) {
        return shop.get("/customers/" + id).data().path("email").asString();
    }

    private String confirmed(String from, String to) {
        String wish = IDS.next("emlchgreq");
        say(wish, from, to);
        return wish;
    }

    private void say(String wish, String from, String to) {
        var sealer = billing.bean(Sealer.class);
        var at = Clock.systemUTC().instant();
        var change = new EmailChangeData(
                wish, customer, "confirmed", "en", sealer.seal(from, wish), sealer.seal(to, wish), null, null, at, at);
        String subject = Ids.derived("emlchg", customer);
        Events.publish(AuthEvents.EMAIL_CHANGE_CONFIRMED, merchantId, customer, subject, 2, change);
    }

    private static void awaitSettled(String wish, String outcome) {
        await().untilAsserted(() -> assertThat(Events.heard(Topic.BILLING.name()).stream()
                        .filter(event -> event.type().equals("customer.email_change_settled"))
                        .map(event -> event.as(BillingEvents.CUSTOMER_EMAIL_CHANGE_SETTLED))
                        .filter(settled -> settled.id().equals(wish)))
                .singleElement()
                .satisfies(settled -> assertThat(settled.outcome()).isEqualTo(outcome)));
    }

    @Test
    void a_business_is_kept_changed_and_told_of_in_paddles_shape() {
        String id = created(
                shop,
                at("businesses"),
                "{\"name\":\"Acme\",\"company_number\":\"77\",\"tax_identifier\":\"FR12\",\"custom_data\":{\"a\":1},"
                        + "\"contacts\":[{\"name\":\"Books\",\"email\":\"books@acme.example\"}]}");
        assertThat(id).matches("biz_[a-z\\d]{26}");
        var changed = shop.patch(at("businesses") + "/" + id, "{\"contacts\":null,\"company_number\":null}");
        assertThat(changed.data().path("contacts")).isEmpty();
        assertThat(changed.data().path("company_number").isNull()).isTrue();
        assertThat(changed.data().path("tax_identifier").asString()).isEqualTo("FR12");
        assertThat(changed.data().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "customer_id",
                        "name",
                        "company_number",
                        "tax_identifier",
                        "status",
                        "contacts",
                        "custom_data",
                        "created_at",
                        "updated_at",
                        "import_meta");
        shop.patch(at("businesses") + "/" + id, "{\"name\":\"Acme\"}");
        await().untilAsserted(() -> assertThat(told(id)).containsExactly("business.created", "business.updated"));
    }

    @Test
    void a_payment_method_is_shown_as_the_sdk_reads_it() {
        var saved = shop.post(at("payment-methods"), "{\"token\":\"tok_sandbox_visa\",\"origin\":\"subscription\"}");
        assertThat(saved.data().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "customer_id",
                        "address_id",
                        "type",
                        "card",
                        "paypal",
                        "south_korea_local_card",
                        "underlying_details",
                        "origin",
                        "saved_at",
                        "updated_at",
                        "sepa_debit");
        assertThat(saved.data().path("origin").asString()).isEqualTo("subscription");
        String path = at("payment-methods") + "/" + saved.data().path("id").asString();
        assertThat(shop.get(path).data()).isEqualTo(saved.data());
        assertThat(shop.delete(path).status()).isEqualTo(204);
        assertThat(shop.get(path).errorCode()).isEqualTo("not_found");
        assertThat(shop.delete(path).errorCode()).isEqualTo("not_found");
        var unasked = shop.post(at("payment-methods"), "{\"token\":\"tok_sandbox_visa\"}");
        assertThat(unasked.data().path("origin").asString()).isEqualTo("saved_during_purchase");
    }

    @Test
    void consent_is_kept_and_a_change_that_changes_nothing_is_not_told() {
        assertThat(shop.get("/customers/" + customer)
                        .data()
                        .path("marketing_consent")
                        .asBoolean())
                .isFalse();
        var agreed = shop.patch("/customers/" + customer, "{\"marketing_consent\":true}");
        assertThat(agreed.data().path("marketing_consent").asBoolean()).isTrue();
        var same = shop.patch("/customers/" + customer, "{\"marketing_consent\":true,\"name\":\"Ada\"}");
        assertThat(same.data()).isEqualTo(agreed.data());
        shop.patch("/customers/" + customer, "{\"name\":\"Ada L.\"}");
        await().untilAsserted(() ->
                assertThat(told(customer)).containsExactly("customer.created", "customer.updated", "customer.updated"));
    }

    @Test
    void an_address_of_mail_that_somebody_has_is_refused_to_others_also_in_a_change() {
        String other = created(shop, "/customers", "{\"email\":\"bob@customers.example\"}");
        var refused = shop.patch("/customers/" + other, "{\"email\":\"ADA@customers.example\"}");
        assertThat(refused.errorCode()).isEqualTo("customer_already_exists");
        assertThat(refused.text()).contains(customer);
    }

    @Test
    void nothing_new_can_be_given_to_an_archived_customer() {
        String address = created(shop, at("addresses"), "{\"country_code\":\"DE\"}");
        shop.patch("/customers/" + customer, "{\"status\":\"archived\"}");
        assertThat(shop.get("/customers/" + customer).data().path("status").asString())
                .isEqualTo("archived");
        assertThat(shop.get(at("addresses") + "/" + address).status()).isEqualTo(200);
        assertThat(shop.get(at("addresses")).data()).hasSize(1);
        for (Client caller : List.of(shop, himself)) {
            assertThat(caller.post(at("addresses"), "{\"country_code\":\"DE\"}").errorCode())
                    .isEqualTo("entity_archived");
            assertThat(caller.post(at("businesses"), "{\"name\":\"Acme\"}").errorCode())
                    .isEqualTo("entity_archived");
            assertThat(caller.post(at("payment-methods"), "{\"token\":\"tok_sandbox_visa\"}")
                            .errorCode())
                    .isEqualTo("entity_archived");
        }
    }

    @Test
    void a_customer_keeps_his_own_addresses_and_businesses_but_not_the_merchants_notes() {
        String address = created(himself, at("addresses"), "{\"country_code\":\"DE\",\"city\":\"Bonn\"}");
        String business = created(himself, at("businesses"), "{\"name\":\"Acme\"}");
        assertThat(himself.patch(at("addresses") + "/" + address, "{\"city\":\"Köln\"}")
                        .data()
                        .path("city")
                        .asString())
                .isEqualTo("Köln");
        assertThat(himself.patch(at("businesses") + "/" + business, "{\"tax_identifier\":\"DE1\"}")
                        .data()
                        .path("tax_identifier")
                        .asString())
                .isEqualTo("DE1");
        assertThat(himself.get(at("businesses")).data()).hasSize(1);
        for (var refused : List.of(
                himself.patch(at("addresses") + "/" + address, "{\"custom_data\":{}}"),
                himself.patch(at("businesses") + "/" + business, "{\"custom_data\":null}"),
                himself.post(at("addresses"), "{\"country_code\":\"DE\",\"custom_data\":{}}"),
                himself.post(at("businesses"), "{\"name\":\"Acme\",\"custom_data\":{}}")))
            assertThat(refused.text()).contains("\"field\":\"custom_data\"");
        assertThat(himself.patch("/customers/" + customer, "{\"name\":\"x\"}").errorCode())
                .isEqualTo("forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"addresses", "businesses", "payment-methods"})
    void what_is_foreign_looks_like_what_is_unknown(String kind) {
        String body = switch (kind) {
            case "addresses" -> "{\"country_code\":\"DE\"}";
            case "businesses" -> "{\"name\":\"Acme\"}";
            default -> "{\"token\":\"tok_sandbox_visa\"}";
        };
        String id = created(shop, at(kind), body);
        String other = created(shop, "/customers", "{\"email\":\"bob@customers.example\"}");
        Client neighbour = billing.as(new Caller.Customer(merchantId, other, "s"));
        Client elsewhere = billing.as(new Caller.Merchant(IDS.next("mer"), "k", Samples.PERMISSIONS));
        String unknown = shop.get(at(kind) + "/" + IDS.next("biz")).withoutRequestId();
        assertThat(unknown).contains("not_found");
        for (Client stranger : List.of(neighbour, elsewhere)) {
            Stream.of(
                            stranger.get(at(kind)),
                            stranger.get(at(kind) + "/" + id),
                            stranger.post(at(kind), body),
                            stranger.get("/customers/" + customer))
                    .forEach(answer ->
                            assertThat(answer.withoutRequestId()).as(kind).isEqualTo(unknown));
            var change = kind.startsWith("pay")
                    ? stranger.delete(at(kind) + "/" + id)
                    : stranger.patch(at(kind) + "/" + id, "{\"status\":\"archived\"}");
            assertThat(change.withoutRequestId()).isEqualTo(unknown);
        }
        for (Client wrongParent : List.of(shop, neighbour))
            assertThat(wrongParent
                            .get("/customers/" + other + "/" + kind + "/" + id)
                            .withoutRequestId())
                    .isEqualTo(unknown);
        assertThat(himself.get(at(kind) + "/" + id).status()).isEqualTo(200);
        assertThat(billing.as(new Caller.Visitor(merchantId)).get(at(kind)).status())
                .isEqualTo(401);
    }

    @Test
    void a_key_needs_the_permission_of_each_resource() {
        Client unable = billing.as(new Caller.Merchant(merchantId, "k", Set.of()));
        assertThat(unable.get("/customers").text()).contains("customer.read");
        assertThat(unable.get(at("addresses")).text()).contains("address.read");
        assertThat(unable.post(at("businesses"), "{\"name\":\"x\"}").text()).contains("business.write");
        assertThat(unable.get(at("payment-methods")).text()).contains("payment_method.read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "[null]",
                "7",
                "{",
                "{\"name\":1}",
                "{\"name\":\"\",\"email\":\"\"}",
                "{\"name\":null,\"email\":null}",
                "{\"name\":\"a\\u0000\"}",
                "{\"contacts\":null,\"name\":[]}",
                "{\"name\":\"a\",\"contacts\":[null]}",
                "{\"name\":\"a\",\"contacts\":{}}",
                "{\"name\":\"a\",\"contacts\":[{}]}",
                "{\"name\":\"a\",\"contacts\":[[]]}",
                "{\"name\":\"a\",\"contacts\":[{\"email\":\"x\"}]}",
                "{\"name\":\"a\",\"contacts\":[{\"email\":\"a@b.c\",\"phone\":1}]}",
                "{\"name\":\"a\",\"contacts\":[{\"email\":\"a@b.c\",\"name\":\"\\u0007\"}]}",
                "{\"name\":\"a\",\"contacts\":\"x\"}",
                "{\"name\":\"a\",\"tax_identifier\":{}}",
                "{\"name\":\"a\",\"company_number\":123456789012345678901234567890}",
                "{\"name\":\"a\",\"custom_data\":[]}",
                "{\"name\":\"a\",\"custom_data\":{\"_class\":\"x\"}}",
                "{\"status\":\"gone\"}",
                "{\"status\":null}",
                "{\"id\":\"biz_1\"}",
                "{\"import_meta\":{\"imported_from\":\"x\"}}",
                "{\"marketing_consent\":\"maybe\"}",
                "{\"marketing_consent\":null,\"locale\":null}",
                "{\"country_code\":null}",
                "{\"country_code\":\"DE\",\"city\":{}}",
                "{\"country_code\":\"de\"}",
                "{\"token\":\"tok_sandbox_visa\",\"origin\":\"gift\"}",
                "{\"token\":\"tok_sandbox_visa\",\"address_id\":\"add_\\u0000\"}"
            })
    void nothing_hostile_is_taken_or_makes_the_service_fail(String body) {
        String address = created(shop, at("addresses"), "{\"country_code\":\"DE\"}");
        String business = created(shop, at("businesses"), "{\"name\":\"Acme\"}");
        for (Client caller : List.of(shop, himself)) {
            for (String kind : List.of("addresses", "businesses", "payment-methods"))
                assertThat(caller.post(at(kind), body).status()).as(kind).isBetween(400, 499);
            assertThat(caller.patch(at("addresses") + "/" + address, body).status())
                    .isBetween(400, 499);
            assertThat(caller.patch(at("businesses") + "/" + business, body).status())
                    .isBetween(400, 499);
        }
        assertThat(shop.post("/customers", body).status()).isBetween(400, 499);
        assertThat(shop.patch("/customers/" + customer, body).status()).isLessThan(500);
    }

    @Test
    void a_business_has_no_more_contacts_than_somebody_could_have_typed() {
        String many = "{\"email\":\"a@b.c\"},".repeat(101);
        var refused = shop.post(
                at("businesses"), "{\"name\":\"a\",\"contacts\":[" + many.substring(0, many.length() - 1) + "]}");
        assertThat(refused.text()).contains("\"field\":\"contacts\"");
    }

    private static List<String> told(String id) {
        return Events.heard(Topic.BILLING.name()).stream()
                .filter(event -> event.subject().equals(id))
                .map(Events.Heard::type)
                .toList();
    }

    private String at(String kind) {
        return "/customers/" + customer + "/" + kind;
    }

    private static String created(Client caller, String path, String body) {
        var answer = caller.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.data().path("id").asString();
    }
}
