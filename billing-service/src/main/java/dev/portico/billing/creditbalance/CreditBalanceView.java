package dev.portico.billing.creditbalance;

/// A customer's balance in one currency, as Paddle shapes it.
public record CreditBalanceView(String customerId, String currencyCode, Balance balance) {

    /// Amounts in minor units.
    ///
    /// @param available what can be used
    /// @param reserved always zero: here a balance is used in the moment in which a transaction is charged
    /// @param used what has been used so far
    public record Balance(String available, String reserved, String used) {}

    static CreditBalanceView of(CreditBalance balance) {
        return new CreditBalanceView(
                balance.customerId(),
                balance.currencyCode(),
                new Balance(Long.toString(balance.available()), "0", Long.toString(balance.used())));
    }
}
