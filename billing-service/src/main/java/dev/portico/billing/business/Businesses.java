package dev.portico.billing.business;

import dev.portico.billing.customer.Customers;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.BusinessData;
import dev.portico.events.Topic;
import java.time.Clock;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// The companies that a merchant's customers buy for.
@Component
public final class Businesses {

    private final Aggregates<Business> businesses;
    private final Customers customers;
    private final Clock clock;

    Businesses(Stores stores, Customers customers, Clock clock) {
        this.businesses =
                stores.aggregates("businesses", Business.class, Topic.BILLING).index("customerId", "status", "_id");
        this.customers = customers;
        this.clock = clock;
    }

    /// @throws Refusal `invalid_field` if the customer has no such business
    public void expect(Caller caller, String customerId, String id, String field) {
        boolean known = businesses
                .find(caller, id)
                .filter(business -> business.customerId().equals(customerId))
                .isPresent();
        if (!known) throw Refusal.field(field, "is not a business of this customer");
    }

    /// Keeps a business of another system under its id there, and tells of it as `business.imported`.
    /// What is known already, or was changed here since `data.updatedAt`, stays as it is and is told to nobody.
    ///
    /// @throws Refusal `invalid_field`; `conflict` if the id is taken
    public BusinessData imported(Caller caller, BusinessData data) {
        BusinessRules.checkImported(data);
        customers.expect(caller, data.customerId(), "customer_id");
        Business theirs = Business.of(caller.merchantId(), data);
        try {
            if (businesses.find(caller, data.id()).isEmpty())
                return businesses.create(caller, theirs.imported()).data();
        } catch (Duplicate e) {
            if (businesses.find(caller, data.id()).isEmpty()) throw taken();
        }
        return businesses.change(caller, data.id(), ours -> again(ours, theirs)).data();
    }

    Page<Business> page(Caller caller, Bson filter, PageRequest page) {
        return businesses.page(caller, filter, page);
    }

    /// @throws Refusal `not_found`, for another customer's exactly as for what is unknown
    Business get(Caller caller, String customerId, String id) {
        return businesses
                .find(caller, id)
                .filter(business -> business.customerId().equals(customerId))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    Business create(Caller caller, Business business) {
        return businesses.create(caller, business.created());
    }

    Business update(Caller caller, String id, Patch patch) {
        return businesses.change(caller, id, business -> business.updated(patch, clock.instant()));
    }

    private static Change<Business> again(Business ours, Business theirs) {
        if (!ours.customerId().equals(theirs.customerId())) throw taken();
        return ours.imported(theirs);
    }

    private static Refusal taken() {
        return Refusal.of(ErrorCode.CONFLICT, "This id can't be used.");
    }

    /// As it is shown; nothing for what is foreign or unknown.
    public Optional<BusinessData> shown(Caller caller, String id) {
        return businesses.find(caller, id).map(Business::data);
    }
}
