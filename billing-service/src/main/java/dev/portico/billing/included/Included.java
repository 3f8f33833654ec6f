package dev.portico.billing.included;

import dev.portico.billing.address.Addresses;
import dev.portico.billing.adjustment.Adjustments;
import dev.portico.billing.business.Businesses;
import dev.portico.billing.customer.Customers;
import dev.portico.billing.discount.Discounts;
import dev.portico.billing.paymentmethod.PaymentMethods;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.outbox.EventJson;
import dev.portico.chassis.store.Shown;
import dev.portico.events.AdjustmentData;
import dev.portico.events.PaymentMethodData;
import dev.portico.events.TransactionData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What may be shown with a transaction, by the word that asks for it.
@Component
final class Included {

    private final Adjustments adjustments;
    private final Customers customers;
    private final Addresses addresses;
    private final Businesses businesses;
    private final PaymentMethods methods;
    private final Discounts discounts;
    private final EventJson json;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /// One thing that can be asked for, and under which name it is shown.
    private record Part(String shownAs, BiFunction<Caller, TransactionData, @Nullable Object> find) {}

    Included(
            Adjustments adjustments,
            Customers customers,
            Addresses addresses,
            Businesses businesses,
            PaymentMethods methods,
            Discounts discounts,
            EventJson json) {
        this.adjustments = adjustments;
        this.customers = customers;
        this.addresses = addresses;
        this.businesses = businesses;
        this.methods = methods;
        this.discounts = discounts;
        this.json = json;
        part("address", this::address);
        parts.put("adjustment", new Part("adjustments", this::adjustments));
        part("adjustments", this::adjustments);
        part("adjustments_totals", this::adjustmentsTotals);
        part("available_payment_methods", this::methods);
        part("business", this::business);
        part("customer", this::customer);
        part("discount", this::discount);
    }

    /// @throws Refusal `invalid_field` for a word that stands for nothing
    Set<String> read(@Nullable List<String> words) {
        if (words == null) return Set.of();
        var wanted = new TreeSet<String>();
        for (String word : words) {
            if (!parts.containsKey(word.strip()))
                throw Refusal.field("include", "must be some of " + String.join(", ", parts.keySet()));
            wanted.add(word.strip());
        }
        return wanted;
    }

    /// With nothing beside it, a transaction is shown as it was written down.
    static Shown<TransactionView> alone(Shown<TransactionData> transaction) {
        return new Shown<>(transaction.id(), transaction.json());
    }

    Shown<TransactionView> shown(Caller caller, TransactionData transaction, Set<String> wanted) {
        return new Shown<>(transaction.id(), json.write(with(caller, transaction, wanted)));
    }

    TransactionView with(Caller caller, TransactionData transaction, Set<String> wanted) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        for (String word : wanted) {
            Part part = parts.get(word);
            if (part != null) shown.put(part.shownAs, part.find.apply(caller, transaction));
        }
        return new TransactionView(transaction, shown);
    }

    private void part(String word, BiFunction<Caller, TransactionData, @Nullable Object> find) {
        parts.put(word, new Part(word, find));
    }

    private List<AdjustmentData> adjustments(Caller caller, TransactionData of) {
        return adjustments.of(caller, of.id());
    }

    private AdjustmentsTotals adjustmentsTotals(Caller caller, TransactionData of) {
        return AdjustmentsTotals.of(adjustments.of(caller, of.id()), of.currencyCode());
    }

    private @Nullable Object address(Caller caller, TransactionData of) {
        return of.addressId() == null
                ? null
                : addresses.shown(caller, of.addressId()).orElse(null);
    }

    private @Nullable Object business(Caller caller, TransactionData of) {
        return of.businessId() == null
                ? null
                : businesses.shown(caller, of.businessId()).orElse(null);
    }

    private @Nullable Object customer(Caller caller, TransactionData of) {
        return of.customerId() == null
                ? null
                : customers.shown(caller, of.customerId()).orElse(null);
    }

    private List<PaymentMethodData> methods(Caller caller, TransactionData of) {
        return of.customerId() == null ? List.of() : methods.usable(caller, of.customerId());
    }

    private @Nullable Object discount(Caller caller, TransactionData of) {
        return of.discountId() == null
                ? null
                : discounts.find(caller, of.discountId()).orElse(null);
    }
}
