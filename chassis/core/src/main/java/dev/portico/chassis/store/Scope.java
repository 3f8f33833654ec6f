package dev.portico.chassis.store;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/// What a caller may see, as the first terms of every query. The one place where isolation is written down.
final class Scope {

    static final String MERCHANT = "merchantId";
    static final String CUSTOMER = "customerId";

    private Scope() {}

    static Document of(Caller caller) {
        return switch (caller) {
            case Caller.Merchant merchant -> new Document(MERCHANT, merchant.merchantId());
            case Caller.Service service -> new Document(MERCHANT, service.merchantId());
            case Caller.Customer customer ->
                new Document(MERCHANT, customer.merchantId()).append(CUSTOMER, customer.customerId());
            case Caller.Visitor _ -> throw Refusal.of(ErrorCode.AUTHENTICATION_MISSING);
        };
    }

    static Document of(Caller caller, String id) {
        return of(caller).append("_id", id);
    }

    // $and keeps a filter from overwriting the scope by naming the same fields.
    static Document of(Caller caller, Bson filter) {
        return filter.toBsonDocument().isEmpty() ? of(caller) : of(caller).append("$and", List.of(filter));
    }

    /// @throws IllegalArgumentException if the caller is about to store what he could not see
    static void check(Caller caller, Owned stored) {
        boolean own = caller.merchantId().equals(stored.merchantId())
                && (!(caller instanceof Caller.Customer customer)
                        || customer.customerId().equals(stored.customerId()));
        if (!own || caller instanceof Caller.Visitor)
            throw new IllegalArgumentException("outside of the caller's scope");
    }
}
