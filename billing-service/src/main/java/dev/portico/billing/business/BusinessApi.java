package dev.portico.billing.business;

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
import dev.portico.events.BusinessData;
import dev.portico.events.BusinessData.Contact;
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

/// A customer's businesses over HTTP.
@RestController
@Needs("business")
@RequestMapping("/customers/{customerId}/businesses")
final class BusinessApi {

    private static final String MERCHANTS_OWN = "can only be set by the merchant";
    private static final int LONGEST_SEARCH = 100;

    private final Businesses businesses;
    private final Customers customers;
    private final Ids ids;
    private final Clock clock;

    record NewBusiness(
            @Nullable String name,
            @Nullable String companyNumber,
            @Nullable String taxIdentifier,
            @Nullable List<@Nullable Contact> contacts,
            @Nullable Map<String, Object> customData) {}

    BusinessApi(Businesses businesses, Customers customers, Ids ids, Clock clock) {
        this.businesses = businesses;
        this.customers = customers;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    BusinessData create(Caller caller, @PathVariable String customerId, @RequestBody NewBusiness request) {
        var fields = Fields.check().required("name", request.name).freeForm("custom_data", request.customData);
        if (caller instanceof Caller.Customer && request.customData != null) fields.wrong("custom_data", MERCHANTS_OWN);
        BusinessRules.check(fields, request.name, request.companyNumber, request.taxIdentifier);
        BusinessRules.checkContacts(fields, request.contacts).orRefuse();
        customers.active(caller, customerId);
        var now = clock.instant();
        var business = new Business(
                ids.next("biz"),
                caller.merchantId(),
                customerId,
                Objects.requireNonNull(request.name),
                request.companyNumber,
                request.taxIdentifier,
                request.contacts == null ? List.of() : List.copyOf(request.contacts),
                request.customData,
                Business.ACTIVE,
                now,
                now,
                null);
        return businesses.create(caller, business).data();
    }

    @GetMapping
    Page<BusinessData> list(
            Caller caller,
            @PathVariable String customerId,
            @RequestParam(name = "id", required = false) @Nullable List<String> ids,
            @RequestParam(name = "status", defaultValue = Business.ACTIVE) List<String> statuses,
            @RequestParam(required = false) @Nullable String search,
            @Paged(by = {"id", "created_at", "updated_at", "name"}) PageRequest page) {
        var fields = Fields.check().text("search", search, LONGEST_SEARCH);
        for (String status : statuses) fields.oneOf("status", status, BusinessRules.STATUSES);
        fields.orRefuse();
        customers.get(caller, customerId);
        var wanted = Criteria.all()
                .is("customerId", customerId)
                .anyOf("status", statuses)
                .anyOf("id", ids)
                .search(search, "id", "name", "companyNumber", "taxIdentifier");
        return businesses.page(caller, wanted.filter(), page).map(Business::data);
    }

    @GetMapping("/{id}")
    BusinessData get(Caller caller, @PathVariable String customerId, @PathVariable String id) {
        return businesses.get(caller, customerId, id).data();
    }

    @PatchMapping("/{id}")
    BusinessData update(
            Caller caller,
            @PathVariable String customerId,
            @PathVariable String id,
            @Changes({"name", "company_number", "tax_identifier", "contacts", "custom_data", "status"}) Patch patch) {
        var fields = Fields.check().oneOf("status", patch.text("status", null), BusinessRules.STATUSES);
        if (patch.has("name")) fields.required("name", patch.text("name", null));
        if (patch.isNull("status")) fields.wrong("status", "must not be null");
        if (caller instanceof Caller.Customer && patch.has("custom_data")) fields.wrong("custom_data", MERCHANTS_OWN);
        BusinessRules.check(
                fields,
                patch.text("name", null),
                patch.text("company_number", null),
                patch.text("tax_identifier", null));
        BusinessRules.checkContacts(fields, patch.list("contacts", Contact.class, null))
                .orRefuse();
        businesses.get(caller, customerId, id);
        return businesses.update(caller, id, patch).data();
    }
}
