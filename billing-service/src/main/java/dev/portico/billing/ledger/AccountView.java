package dev.portico.billing.ledger;

/// An account in one currency.
///
/// @param account `receivable`, `provider`, `revenue`, `discounts`, `tax`, `customer_credit` or `chargebacks`
/// @param balance minor units, `debits` less `credits`: the balances of a currency add up to zero
/// @param debits minor units
/// @param credits minor units
record AccountView(String account, String currencyCode, String balance, String debits, String credits) {

    static AccountView of(String account, String currency, Book.Total total) {
        return new AccountView(account, currency, total.balance(), total.debits(), total.credits());
    }
}
