package dev.portico.billing.customer;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.CustomerData;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.conversions.Bson;
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
import tools.jackson.databind.JsonNode;

/// Customers over HTTP.
@RestController
final class CustomerApi {

    private static final Set<String> CHANGEABLE =
            Set.of("name", "email", "marketing_consent", "locale", "status", "custom_data");

    private final Customers customers;
    private final Ids ids;
    private final Clock clock;

    record NewCustomer(
            @Nullable String name,
            @Nullable String email,
            @Nullable Boolean marketingConsent,
            @Nullable String locale,
            @Nullable Map<String, Object> customData) {}

    CustomerApi(Customers customers, Ids ids, Clock clock) {
        this.customers = customers;
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
                null);
        return customers.create(caller, customer).data();
    }

    @GetMapping("/customers")
    Page<CustomerData> list(
            Caller.Merchant caller,
            @RequestParam(defaultValue = Customer.ACTIVE) String status,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String id,
            PageRequest page) {
        List<Bson> filters = new ArrayList<>();
        filters.add(Filters.in("status", words(status)));
        if (email != null)
            filters.add(Filters.in(
                    "emailKey", words(email).stream().map(Customer::keyOf).toList()));
        if (id != null) filters.add(Filters.in("_id", words(id)));
        return customers.page(caller, Filters.and(filters), page).map(Customer::data);
    }

    @GetMapping("/customers/{id}")
    CustomerData get(Caller caller, @PathVariable String id) {
        return customers.get(caller, id).data();
    }

    @PatchMapping("/customers/{id}")
    CustomerData update(Caller.Merchant caller, @PathVariable String id, @RequestBody JsonNode body) {
        var patch = new Patch(body, CHANGEABLE);
        var fields = Fields.check();
        for (String field : List.of("email", "marketing_consent", "locale", "status"))
            if (patch.isNull(field)) fields.wrong(field, "must not be null");
        fields.oneOf("status", patch.text("status", null), CustomerRules.STATUSES);
        CustomerRules.check(fields, patch.text("name", null), patch.text("email", null), patch.text("locale", null))
                .orRefuse();
        return customers.update(caller, id, patch).data();
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).limit(100).toList();
    }
}
