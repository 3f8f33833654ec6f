package dev.portico.chassis.store;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/// What a caller may see, as the first terms of every query. The one place where isolation is written down.
final class Scope {

    static final String MERCHANT = "merchantId";
    static final String CUSTOMER = "customerId";
    // Keeps what is asked for from overwriting the scope by naming the same fields.
    private static final String AND = "$and";

    private Scope() {}

    static Document of(Caller caller) {
        return switch (caller) {
            case Caller.Merchant merchant -> new Document(MERCHANT, merchant.merchantId());
            case Caller.Service service -> new Document(MERCHANT, service.merchantId());
            case Caller.Customer customer ->
                new Document(MERCHANT, customer.merchantId()).append(CUSTOMER, customer.customerId());
            case Caller.Payer payer ->
                new Document(MERCHANT, payer.merchantId())
                        .append(CUSTOMER, payer.customerId())
                        .append(AND, List.of(Filters.eq("_id", payer.transactionId())));
            case Caller.Visitor _ -> throw Refusal.of(ErrorCode.AUTHENTICATION_MISSING);
        };
    }

    static Document of(Caller caller, String id) {
        return of(caller).append("_id", id);
    }

    static Document of(Caller caller, Bson filter) {
        Document scope = of(caller);
        if (filter.toBsonDocument().isEmpty()) return scope;
        var terms = new ArrayList<>(scope.getList(AND, Bson.class, List.of()));
        terms.add(filter);
        return scope.append(AND, terms);
    }

    /// @throws IllegalArgumentException if the caller is about to store what he could not see
    static void check(Caller caller, Owned stored) {
        boolean own = caller.merchantId().equals(stored.merchantId())
                && switch (caller) {
                    case Caller.Merchant _, Caller.Service _ -> true;
                    case Caller.Customer customer -> customer.customerId().equals(stored.customerId());
                    case Caller.Payer payer ->
                        payer.customerId().equals(stored.customerId())
                                && payer.transactionId().equals(stored.id());
                    case Caller.Visitor _ -> false;
                };
        if (!own) throw new IllegalArgumentException("outside of the caller's scope");
    }
}
