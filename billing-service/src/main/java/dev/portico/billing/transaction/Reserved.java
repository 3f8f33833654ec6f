package dev.portico.billing.transaction;

import dev.portico.chassis.store.Owned;
import dev.portico.events.TransactionData;
import org.jspecify.annotations.Nullable;

/// An adjustment that its transaction has room for, and that is yet to be carried out.
///
/// @param chargeKey the key of the charge that brought the money; absent if none did
/// @param refundable how much of it the provider can pay back, in minor units; the rest is credited to the balance
public record Reserved(
        String merchantId,
        TransactionData transaction,
        Adjusted adjusted,
        @Nullable String chargeKey,
        long refundable) implements Owned {

    @Override
    public String id() {
        return transaction.id();
    }
}
