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
        this.customers =
                stores.aggregates("customers", Customer.class, Topic.BILLING).unique("emailKey");
        this.clock = clock;
    }

    /// @throws Refusal `not_found`
    public Customer get(Caller caller, String id) {
        return customers.get(caller, id);
    }

    /// @throws Refusal `not_found`, or `entity_archived` if nothing may be sold to this customer any more
    public Customer active(Caller caller, String id) {
        Customer customer = get(caller, id);
        if (customer.isArchived()) throw Refusal.of(ErrorCode.ENTITY_ARCHIVED, "Customer " + id + " is archived.");
        return customer;
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

    private Refusal taken(Caller caller, String emailKey) {
        String known = customers
                .first(caller, Filters.eq("emailKey", emailKey))
                .map(Customer::id)
                .orElse("");
        return Refusal.of(ErrorCode.CUSTOMER_ALREADY_EXISTS, "customer email conflicts with customer of id " + known);
    }

    /// As it is shown; nothing for what is foreign or unknown.
    public Optional<CustomerData> shown(Caller caller, String id) {
        return customers.find(caller, id).map(Customer::data);
    }
}
