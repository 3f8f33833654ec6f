package dev.portico.billing.customer;

import dev.portico.billing.testclock.TestClocks;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.CustomerData;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Customers over HTTP.
@RestController
@Needs("customer")
final class CustomerApi {

    private static final int LONGEST_SEARCH = 100;

    private final Customers customers;
    private final TestClocks testClocks;
    private final Ids ids;
    private final Clock clock;

    /// @param testClockId the test clock he is to live on, for good; without one he lives in everybody's time
    record NewCustomer(
            @Nullable String name,
            @Nullable String email,
            @Nullable Boolean marketingConsent,
            @Nullable String locale,
            @Nullable Map<String, Object> customData,
            @Nullable String testClockId) {}

    CustomerApi(Customers customers, TestClocks testClocks, Ids ids, Clock clock) {
        this.customers = customers;
        this.testClocks = testClocks;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping("/customers")
    @ResponseStatus(HttpStatus.CREATED)
    CustomerData create(Caller.Merchant caller, @RequestBody NewCustomer request) {
        CustomerRules.check(
                        Fields.check().required("email", request.email).freeForm("custom_data", request.customData),
                        request.name,
                        request.email,
                        request.locale)
                .matches(
                        "test_clock_id",
                        request.testClockId,
                        id -> testClocks.time(caller, id).isPresent(),
                        "is not a test clock of this merchant")
                .orRefuse();
        String email = Objects.requireNonNull(request.email).strip();
        String locale = request.locale == null ? "en" : request.locale;
        var now = clock.instant();
        var customer = new Customer(
                ids.next("ctm"),
                caller.merchantId(),
                request.name,
                email,
                Customer.keyOf(email),
                Boolean.TRUE.equals(request.marketingConsent),
                locale,
                Customer.ACTIVE,
                request.customData,
                now,
                now,
                null,
                null,
                request.testClockId);
        return customers.create(caller, customer).data();
    }

    @GetMapping("/customers")
    Page<CustomerData> list(
            Caller.Merchant caller,
            @RequestParam(name = "id", required = false) @Nullable List<String> ids,
            @RequestParam(name = "email", required = false) @Nullable List<String> emails,
            @RequestParam(name = "status", defaultValue = Customer.ACTIVE) List<String> statuses,
            @RequestParam(required = false) @Nullable String search,
            @Paged(by = {"id", "created_at", "updated_at", "email", "name"}) PageRequest page) {
        var fields = Fields.check().text("search", search, LONGEST_SEARCH);
        for (String status : statuses) fields.oneOf("status", status, CustomerRules.STATUSES);
        fields.orRefuse();
        var wanted = Criteria.all()
                .anyOf("status", statuses)
                .anyOf("id", ids)
                .anyOf(
                        "emailKey",
                        emails == null
                                ? null
                                : emails.stream().map(Customer::keyOf).toList())
                .search(search, "id", "name", "email");
        return customers.page(caller, wanted.filter(), page).map(Customer::data);
    }

    @GetMapping("/customers/{id}")
    CustomerData get(Caller caller, @PathVariable String id) {
        return customers.get(caller, id).data();
    }

    @PatchMapping("/customers/{id}")
    CustomerData update(
            Caller.Merchant caller,
            @PathVariable String id,
            @Changes({"name", "email", "marketing_consent", "locale", "status", "custom_data"}) Patch patch) {
        var fields = Fields.check();
        for (String field : List.of("email", "marketing_consent", "locale", "status"))
            if (patch.isNull(field)) fields.wrong(field, "must not be null");
        fields.oneOf("status", patch.text("status", null), CustomerRules.STATUSES);
        CustomerRules.check(fields, patch.text("name", null), patch.text("email", null), patch.text("locale", null))
                .orRefuse();
        return customers.update(caller, id, patch).data();
    }
}
