package dev.portico.billing.provider;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.money.Money;
import dev.portico.events.CardData;
import dev.portico.events.PaypalData;
import dev.portico.events.SepaDebitData;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whoever moves the money. Card numbers go to him alone; what comes back is a reference that is of no use to anybody
/// else.
public interface PaymentProvider {

    /// A way to pay that the provider keeps for us.
    ///
    /// @param reference the provider's own name for it; never shown
    /// @param type Paddle's `card` or `paypal`, or our `sepa_debit`; the field of that name is not null
    record SavedMethod(
            String reference,
            String type,
            @Nullable CardData card,
            @Nullable PaypalData paypal,
            @Nullable SepaDebitData sepaDebit) {}

    /// @param key the same for every request that means the same charge: it happens once, however often it is asked for
    /// @param reference what to charge
    record Charge(String key, String reference, Money amount) {}

    /// What became of a charge.
    sealed interface Outcome {

        /// The money is there.
        record Captured() implements Outcome {}

        /// It was refused, and won't be there by asking again.
        ///
        /// @param errorCode Paddle's word for the reason: `declined`, `not_enough_balance`, `expired_card`
        record Declined(String errorCode) implements Outcome {}

        /// No answer yet: ask again later with the same key. The money may be there, or may never be.
        record Pending() implements Outcome {}
    }

    /// Keeps the way to pay that a single-use token from the provider's form stands for.
    ///
    /// @return nothing if the token is not the provider's, is another merchant's, has expired, or was used
    Optional<SavedMethod> save(Caller caller, String token);

    /// Asks for money. May be asked again with the same key whenever the answer was lost, however much later.
    ///
    /// @return [Outcome.Pending] also if the provider could not be reached, or has not answered in time
    Outcome charge(Caller caller, Charge charge);

    /// @param key the same for every request that means the same refund: it happens once, however often it is asked for
    /// @param chargeKey the key of the charge that is paid back
    record Refund(String key, String chargeKey, Money amount) {}

    /// Pays money back. May be asked again with the same key whenever the answer was lost, however much later.
    ///
    /// @return [Outcome.Captured] if it is on its way; [Outcome.Pending] as for a charge
    Outcome refund(Caller caller, Refund refund);

    /// A way to pay is not to be kept any longer. Forgotten twice, it is gone; whoever keeps nothing has nothing to do.
    ///
    /// @param reference what [#save] had answered
    default void forget(Caller caller, String reference) {}
}
