package dev.portico.billing.creditbalance;

import dev.portico.billing.ledger.Entry;
import dev.portico.chassis.money.Money;
import java.util.List;

/// A credit balance for tests of other features.
public final class SomeBalance {

    private CreditBalance balance;

    public SomeBalance(String merchantId, String customerId, String currency) {
        this.balance = CreditBalance.empty(merchantId, customerId, currency);
    }

    public void credit(long amount, String cause) {
        balance = balance.credited(money(amount), cause).state();
    }

    public long use(long upTo, String cause) {
        balance = balance.used(money(upTo), cause).state();
        return balance.usedFor(cause);
    }

    public void release(String cause) {
        balance = balance.released(cause).state();
    }

    public long available() {
        return balance.available();
    }

    public List<Entry> entries() {
        return Movements.of(balance);
    }

    private Money money(long amount) {
        return new Money(amount, balance.currencyCode());
    }
}
