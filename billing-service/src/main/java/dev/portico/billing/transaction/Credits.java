package dev.portico.billing.transaction;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a customer has in his favour.
@Component
public final class Credits {

    /// Adds to his balance, once for each cause.
    public void give(Caller.Service house, String customerId, @Nullable Money amount, String cause) {}

    /// Pays from his balance, once for each cause.
    ///
    /// @return how much of the amount was paid
    Money use(Caller.Service house, String customerId, Money upTo, String cause) {
        return Money.zero(upTo.currency());
    }
}
