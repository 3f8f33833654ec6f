package dev.portico.billing.creditbalance;

import com.mongodb.client.model.Filters;
import dev.portico.billing.customer.Customers;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.util.List;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the merchants' customers have good. Each movement happens once for its cause, however often it is asked for.
@Component
public final class CreditBalances {

    private static final int MORE_THAN_THERE_ARE_CURRENCIES = 200;
    private static final int AT_ONCE = 50;

    private final Aggregates<CreditBalance> balances;
    private final Customers customers;

    CreditBalances(Stores stores, Customers customers) {
        this.balances = stores.aggregates("credit_balances", CreditBalance.class, Topic.BILLING)
                .dueIndex("unbooked");
        this.customers = customers;
    }

    /// Adds an amount.
    ///
    /// @param cause whatever gives the credit, by its id
    /// @throws Refusal `not_found` if there is no such customer
    public void credit(Caller caller, String customerId, Money amount, String cause) {
        change(caller, customerId, amount.currency(), balance -> balance.credited(amount, cause));
    }

    /// Takes an amount, or what there is of it.
    ///
    /// @param cause whatever needs the money, by its id
    /// @return what was taken: for a cause that asks again, what it got the first time
    /// @throws Refusal `not_found` if there is no such customer
    public Money use(Caller caller, String customerId, Money upTo, String cause) {
        CreditBalance after = change(caller, customerId, upTo.currency(), balance -> balance.used(upTo, cause));
        return new Money(after.usedFor(cause), upTo.currency());
    }

    /// Makes available again what was taken for a cause that failed. Nothing can be taken for that cause any more.
    ///
    /// @throws Refusal `not_found` if there is no such customer
    public void release(Caller caller, String customerId, String currency, String cause) {
        change(caller, customerId, currency, balance -> balance.released(cause));
    }

    /// Takes back what was added for a cause that is not to be after all, as far as it is still there.
    public void revoke(Caller caller, String customerId, String currency, String cause) {
        String id = CreditBalance.idOf(customerId, currency);
        if (balances.find(caller, id).isPresent()) balances.change(caller, id, balance -> balance.revoked(cause));
    }

    /// The customer's balances, one for each currency in which he ever had something good.
    ///
    /// @throws Refusal `not_found` if there is no such customer
    public List<CreditBalanceView> of(Caller caller, String customerId) {
        return of(caller, customerId, null);
    }

    /// @param currencies only these; null for all
    List<CreditBalanceView> of(Caller caller, String customerId, @Nullable List<String> currencies) {
        customers.get(caller, customerId);
        var wanted = Criteria.all().is("customerId", customerId).anyOf("currencyCode", currencies);
        var all = new PageRequest(MORE_THAN_THERE_ARE_CURRENCIES, null, false);
        return balances.page(caller, wanted.filter(), all).items().stream()
                .filter(balance -> !balance.credits().isEmpty())
                .map(CreditBalanceView::of)
                .toList();
    }

    /// Those of which something belongs in the ledger and is not there yet.
    List<CreditBalance> unbooked(Bson wanted) {
        return balances.due(Filters.and(Filters.gt("unbooked", 0), wanted), AT_ONCE);
    }

    /// All that had happened when it was read is in the ledger.
    void booked(Caller caller, CreditBalance seen) {
        balances.unmark(caller, seen.id(), "unbooked", seen.unbooked());
    }

    private CreditBalance change(
            Caller caller,
            String customerId,
            String currency,
            Function<CreditBalance, Change<CreditBalance>> movement) {
        customers.get(caller, customerId);
        String id = CreditBalance.idOf(customerId, currency);
        if (balances.find(caller, id).isEmpty()) open(caller, customerId, currency);
        return balances.change(caller, id, movement);
    }

    private void open(Caller caller, String customerId, String currency) {
        try {
            balances.create(caller, Change.to(CreditBalance.empty(caller.merchantId(), customerId, currency)));
        } catch (Duplicate e) {
            // Somebody else was quicker, and opened the same.
        }
    }
}
