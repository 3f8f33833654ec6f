package dev.portico.billing.customer;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.CustomerData;
import dev.portico.events.Topic;
import java.time.Clock;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// A merchant's customers. No two of them have the same e-mail address.
@Component
public final class Customers {

    private final Aggregates<Customer> customers;
    private final Clock clock;

    Customers(Stores stores, Clock clock) {
        this.customers = stores.aggregates("customers", Customer.class, Topic.BILLING)
                .unique("emailKey")
                .index("status", "_id")
                .index("status", "createdAt", "_id")
                .index("status", "updatedAt", "_id")
                .index("status", "email", "_id")
                .index("status", "name", "_id");
        this.clock = clock;
    }

    /// @throws Refusal `not_found`
    public Customer get(Caller caller, String id) {
        return customers.get(caller, id);
    }

    /// @throws Refusal `invalid_field` if there is no such customer
    public void expect(Caller caller, String id, String field) {
        if (customers.find(caller, id).isEmpty()) throw Refusal.field(field, "is not a customer");
    }

    public Optional<Customer> find(Caller caller, String id) {
        return customers.find(caller, id);
    }

    /// @throws Refusal `not_found`, or `entity_archived` if nothing may be sold to this customer any more
    public Customer active(Caller caller, String id) {
        Customer customer = get(caller, id);
        if (customer.isArchived()) throw Refusal.of(ErrorCode.ENTITY_ARCHIVED, "Customer " + id + " is archived.");
        return customer;
    }

    /// Keeps a customer of another system under his id there, and tells of it as `customer.imported`.
    /// What is known already, or was changed here since `data.updatedAt`, stays as it is and is told to nobody.
    ///
    /// @throws Refusal `invalid_field`; `customer_already_exists` if somebody else has the e-mail address;
    /// `conflict` if the id is taken
    public CustomerData imported(Caller caller, CustomerData data) {
        CustomerRules.checkImported(data);
        Customer theirs = Customer.of(caller.merchantId(), data);
        try {
            if (customers.find(caller, data.id()).isEmpty())
                return customers.create(caller, theirs.imported()).data();
        } catch (Duplicate e) {
            if (customers.find(caller, data.id()).isEmpty()) throw taken(caller, theirs.emailKey());
        }
        try {
            return customers
                    .change(caller, data.id(), ours -> ours.imported(theirs))
                    .data();
        } catch (Duplicate e) {
            throw taken(caller, theirs.emailKey());
        }
    }

    Page<Customer> page(Caller caller, Bson filter, PageRequest page) {
        return customers.page(caller, filter, page);
    }

    Customer create(Caller caller, Customer customer) {
        try {
            return customers.create(caller, customer.created());
        } catch (Duplicate e) {
            throw taken(caller, customer.emailKey());
        }
    }

    Customer update(Caller caller, String id, Patch patch) {
        try {
            return customers.change(caller, id, customer -> customer.updated(patch, clock.instant()));
        } catch (Duplicate e) {
            throw taken(caller, Customer.keyOf(String.valueOf(patch.text("email", ""))));
        }
    }

    /// Carries out a confirmed wish for another address, once, and tells what became of it.
    void changeEmail(Caller.Service caller, String id, EmailWish wish) {
        try {
            customers.change(caller, id, customer -> customer.emailChanged(wish, clock.instant()));
        } catch (Duplicate e) {
            customers.change(caller, id, customer -> customer.emailKept(wish));
        }
    }

    private Refusal taken(Caller caller, String emailKey) {
        return customers
                .first(caller, Filters.eq("emailKey", emailKey))
                .map(known -> Refusal.of(
                        ErrorCode.CUSTOMER_ALREADY_EXISTS,
                        "customer email conflicts with customer of id " + known.id()))
                .orElseGet(() -> Refusal.of(ErrorCode.CONFLICT, "This id can't be used."));
    }

    /// As it is shown; nothing for what is foreign or unknown.
    public Optional<CustomerData> shown(Caller caller, String id) {
        return customers.find(caller, id).map(Customer::data);
    }
}
