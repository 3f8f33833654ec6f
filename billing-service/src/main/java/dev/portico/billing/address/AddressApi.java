package dev.portico.billing.address;

import dev.portico.billing.customer.Customers;
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
import dev.portico.events.AddressData;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A customer's addresses over HTTP.
@RestController
@Needs("address")
@RequestMapping("/customers/{customerId}/addresses")
final class AddressApi {

    private static final List<String> TEXTS =
            List.of("description", "first_line", "second_line", "city", "postal_code", "region");
    private static final String MERCHANTS_OWN = "can only be set by the merchant";
    private static final int LONGEST_SEARCH = 100;

    private final Addresses addresses;
    private final Customers customers;
    private final Ids ids;
    private final Clock clock;

    record NewAddress(
            @Nullable String description,
            @Nullable String firstLine,
            @Nullable String secondLine,
            @Nullable String city,
            @Nullable String postalCode,
            @Nullable String region,
            @Nullable String countryCode,
            @Nullable Map<String, Object> customData) {}

    AddressApi(Addresses addresses, Customers customers, Ids ids, Clock clock) {
        this.addresses = addresses;
        this.customers = customers;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AddressData create(Caller caller, @PathVariable String customerId, @RequestBody NewAddress request) {
        var fields = Fields.check()
                .required("country_code", request.countryCode)
                .freeForm("custom_data", request.customData);
        if (caller instanceof Caller.Customer && request.customData != null) fields.wrong("custom_data", MERCHANTS_OWN);
        AddressRules.text(fields, "description", request.description);
        AddressRules.text(fields, "first_line", request.firstLine);
        AddressRules.text(fields, "second_line", request.secondLine);
        AddressRules.text(fields, "city", request.city);
        AddressRules.text(fields, "postal_code", request.postalCode);
        AddressRules.text(fields, "region", request.region);
        AddressRules.country(fields, request.countryCode).orRefuse();
        customers.active(caller, customerId);
        var now = clock.instant();
        var address = new Address(
                ids.next("add"),
                caller.merchantId(),
                customerId,
                request.description,
                request.firstLine,
                request.secondLine,
                request.city,
                request.postalCode,
                request.region,
                Objects.requireNonNull(request.countryCode),
                request.customData,
                Address.ACTIVE,
                now,
                now,
                null);
        return addresses.create(caller, address).data();
    }

    @GetMapping
    Page<AddressData> list(
            Caller caller,
            @PathVariable String customerId,
            @RequestParam(name = "id", required = false) @Nullable List<String> ids,
            @RequestParam(name = "status", defaultValue = Address.ACTIVE) List<String> statuses,
            @RequestParam(required = false) @Nullable String search,
            @Paged(by = {"id", "created_at", "updated_at"}) PageRequest page) {
        var fields = Fields.check().text("search", search, LONGEST_SEARCH);
        for (String status : statuses) fields.oneOf("status", status, AddressRules.STATUSES);
        fields.orRefuse();
        customers.get(caller, customerId);
        var wanted = Criteria.all()
                .is("customerId", customerId)
                .anyOf("status", statuses)
                .anyOf("id", ids)
                .search(search, "id", "description", "firstLine", "secondLine", "city", "postalCode", "region");
        return addresses.page(caller, wanted.filter(), page).map(Address::data);
    }

    @GetMapping("/{id}")
    AddressData get(Caller caller, @PathVariable String customerId, @PathVariable String id) {
        return addresses.get(caller, customerId, id).data();
    }

    @PatchMapping("/{id}")
    AddressData update(
            Caller caller,
            @PathVariable String customerId,
            @PathVariable String id,
            @Changes({
                        "description",
                        "first_line",
                        "second_line",
                        "city",
                        "postal_code",
                        "region",
                        "country_code",
                        "custom_data",
                        "status"
                    })
                    Patch patch) {
        var fields = Fields.check();
        for (String text : TEXTS) AddressRules.text(fields, text, patch.text(text, null));
        for (String needed : List.of("country_code", "status"))
            if (patch.isNull(needed)) fields.wrong(needed, "must not be null");
        if (caller instanceof Caller.Customer && patch.has("custom_data")) fields.wrong("custom_data", MERCHANTS_OWN);
        AddressRules.country(fields, patch.text("country_code", null))
                .oneOf("status", patch.text("status", null), AddressRules.STATUSES)
                .orRefuse();
        addresses.get(caller, customerId, id);
        return addresses.update(caller, id, patch).data();
    }
}
