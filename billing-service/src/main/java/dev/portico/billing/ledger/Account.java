package dev.portico.billing.ledger;

import java.util.Locale;

/// Where an amount can lie. What is had is positive, what is owed and what was earned is negative, so that all accounts
/// of a currency add up to zero at any time.
public enum Account {

    /// What customers still owe on their bills. Negative where they have paid before the bill.
    RECEIVABLE,

    /// Money that the payment provider holds for the merchant.
    PROVIDER,

    /// What was sold, before discounts and taxes, less what was given back.
    REVENUE,

    /// What was taken off by discounts.
    DISCOUNTS,

    /// Taxes that are owed to states.
    TAX,

    /// What customers have good: their credit balances.
    CUSTOMER_CREDIT,

    /// What was lost to chargebacks.
    CHARGEBACKS;

    /// The account as it stands on the wire and in the store.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
