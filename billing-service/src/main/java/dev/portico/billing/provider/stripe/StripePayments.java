package dev.portico.billing.provider.stripe;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.store.SystemTask;
import java.util.Optional;

/// Which of Stripe's PaymentIntents stands for which charge, and which of its tokens were used. Kept for good: refunds
/// and disputes come much later.
final class StripePayments {

    private final Records<Intent> intents;
    private final Records<Used> tokens;

    /// @param id Stripe's `pi_…`
    /// @param key the charge's
    record Intent(String id, String merchantId, String key) implements Owned {}

    /// @param id a token's fingerprint
    record Used(String id, String merchantId) implements Owned {}

    StripePayments(Stores stores) {
        this.intents = stores.records("stripe_payment_intents", Intent.class).unique("key");
        this.tokens = stores.records("stripe_tokens", Used.class);
    }

    Optional<Intent> of(Caller caller, String key) {
        return intents.first(caller, Filters.eq("key", key));
    }

    /// @return the one that stands for the charge from now on: another, if somebody was quicker
    Intent remember(Caller caller, String key, String intent) {
        var made = new Intent(intent, caller.merchantId(), key);
        return intents.insertOnce(caller, made) ? made : of(caller, key).orElse(made);
    }

    /// @return false if it was used before, by whomever
    boolean use(Caller caller, String token) {
        return tokens.insertOnce(caller, new Used(Secrets.sha256(token), caller.merchantId()));
    }

    @SystemTask("Stripe names a payment of which we know whose it is")
    Optional<Intent> named(String intent) {
        return intents.named(intent);
    }
}
