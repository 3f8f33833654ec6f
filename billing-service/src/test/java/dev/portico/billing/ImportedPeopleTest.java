package dev.portico.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.portico.billing.address.Addresses;
import dev.portico.billing.business.Businesses;
import dev.portico.billing.customer.Customers;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.FieldError;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AddressData;
import dev.portico.events.BusinessData;
import dev.portico.events.BusinessData.Contact;
import dev.portico.events.CustomerData;
import dev.portico.events.ImportMeta;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImportedPeopleTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static final Instant THEN = Instant.parse("2024-02-29T10:00:00.123456Z");
    static final ImportMeta META = new ImportMeta("ctm_77", "elsewhere");
    static RunningService billing;

    final String merchantId = IDS.next("mer");
    final Caller caller = new Caller.Service(merchantId, "an import");
    final Client shop = billing.as(new Caller.Merchant(merchantId, "apikey_1", Samples.PERMISSIONS));
    final Customers customers = billing.bean(Customers.class);
    final Addresses addresses = billing.bean(Addresses.class);
    final Businesses businesses = billing.bean(Businesses.class);
    final String id = IDS.next("ctm");

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @Test
    void an_imported_customer_keeps_his_id_and_says_where_he_came_from() {
        customers.imported(caller, customer(id, "Ada", "ada@x.example", THEN));
        var read = shop.get("/customers/" + id).data();
        assertThat(read.path("import_meta").path("external_id").asString()).isEqualTo("ctm_77");
        assertThat(read.path("import_meta").path("imported_from").asString()).isEqualTo("elsewhere");
        assertThat(read.path("created_at").asString()).isEqualTo("2024-02-29T10:00:00.123Z");
        assertThat(read.path("marketing_consent").asBoolean()).isTrue();
        assertThat(read.path("custom_data").path("a.b").asInt()).isEqualTo(1);
    }

    @Test
    void what_is_imported_twice_is_told_once_and_what_is_new_in_it_once_more() {
        String addressId = IDS.next("add");
        String businessId = IDS.next("biz");
        for (int i = 0; i < 3; i++) {
            customers.imported(caller, customer(id, "Ada", "ada@x.example", THEN.plusSeconds(i)));
            addresses.imported(caller, address(addressId, id, "Paris", THEN.plusSeconds(i)));
            businesses.imported(caller, business(businessId, id, "Acme", THEN.plusSeconds(i)));
        }
        customers.imported(caller, customer(id, "Ada L.", "ada@x.example", THEN.plusSeconds(9)));
        addresses.imported(caller, address(addressId, id, "Lyon", THEN.plusSeconds(9)));
        businesses.imported(caller, business(businessId, id, "Acme Ltd", THEN.plusSeconds(9)));
        await().untilAsserted(() -> assertThat(
                        Events.heard(Topic.BILLING, merchantId).stream().map(Events.Heard::type))
                .containsExactlyInAnyOrder(
                        "customer.imported",
                        "customer.imported",
                        "address.imported",
                        "address.imported",
                        "business.imported",
                        "business.imported"));
        assertThat(customers.get(caller, id).name()).isEqualTo("Ada L.");
        assertThat(addresses.shown(caller, addressId).orElseThrow().city()).isEqualTo("Lyon");
        assertThat(businesses.shown(caller, businessId).orElseThrow().name()).isEqualTo("Acme Ltd");
    }

    @Test
    void what_was_changed_here_since_outlives_an_older_import() {
        customers.imported(caller, customer(id, "Ada", "ada@x.example", THEN));
        shop.patch("/customers/" + id, "{\"name\":\"Ada King\"}");
        customers.imported(caller, customer(id, "Ada", "ada@x.example", THEN));
        assertThat(customers.get(caller, id).name()).isEqualTo("Ada King");
        assertThat(customers.get(caller, id).data().importMeta()).isEqualTo(META);
    }

    @Test
    void an_id_or_an_address_of_mail_that_somebody_has_is_refused() {
        customers.imported(caller, customer(id, "Ada", "ada@x.example", THEN));
        assertRefused(
                ErrorCode.CUSTOMER_ALREADY_EXISTS,
                () -> customers.imported(caller, customer(IDS.next("ctm"), "Bob", "ADA@x.example", THEN)));
        var elsewhere = new Caller.Service(IDS.next("mer"), "an import");
        assertRefused(
                ErrorCode.CONFLICT, () -> customers.imported(elsewhere, customer(id, "Ada", "ada@x.example", THEN)));
        String other = IDS.next("ctm");
        customers.imported(caller, customer(other, "Bob", "bob@x.example", THEN));
        String addressId = IDS.next("add");
        addresses.imported(caller, address(addressId, id, "Paris", THEN));
        assertRefused(
                ErrorCode.CONFLICT,
                () -> addresses.imported(caller, address(addressId, other, "Paris", THEN.plusSeconds(1))));
    }

    @Test
    void everything_wrong_with_an_import_is_named() {
        var wrong = new CustomerData(
                "ctm_1", "a\u0000", "x", false, "gone", Map.of("_class", 1), "?", THEN, THEN, null, null);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> customers.imported(caller, wrong))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder(
                                "id", "name", "email", "status", "custom_data", "locale", "import_meta"));
        assertRefused(
                ErrorCode.INVALID_FIELD,
                () -> businesses.imported(caller, business(IDS.next("biz"), IDS.next("ctm"), "Acme", THEN)));
    }

    private static void assertRefused(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(call)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static CustomerData customer(String id, String name, String email, Instant updatedAt) {
        return new CustomerData(
                id,
                name,
                email,
                true,
                "active",
                Map.of("a.b", 1, "c", List.of("d")),
                "en",
                THEN,
                updatedAt,
                META,
                null);
    }

    private static AddressData address(String id, String customerId, String city, Instant updatedAt) {
        return new AddressData(
                id, customerId, null, null, null, city, null, null, "FR", null, "active", THEN, updatedAt, META);
    }

    private static BusinessData business(String id, String customerId, String name, Instant updatedAt) {
        var contacts = List.of(new Contact(null, "books@acme.example"));
        return new BusinessData(id, customerId, name, null, "FR12", "active", contacts, null, THEN, updatedAt, META);
    }
}
