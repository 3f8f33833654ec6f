package dev.portico.billing.provider.stripe;

import dev.portico.billing.provider.PaymentProvider;
import dev.portico.chassis.caller.Caller;
import java.util.Optional;

/// Stripe. What a token, a charge and a refund are there is told apart behind this.
final class StripeProvider implements PaymentProvider {

    private final StripeCharges charges;
    private final StripeRefunds refunds;
    private final StripeMethods methods;

    StripeProvider(StripeCharges charges, StripeRefunds refunds, StripeMethods methods) {
        this.charges = charges;
        this.refunds = refunds;
        this.methods = methods;
    }

    @Override
    public Optional<SavedMethod> save(Caller caller, String token) {
        return methods.save(caller, token);
    }

    @Override
    public Outcome charge(Caller caller, Charge charge) {
        return charges.charge(caller, charge);
    }

    @Override
    public Outcome refund(Caller caller, Refund refund) {
        return refunds.refund(caller, refund);
    }

    @Override
    public void forget(Caller caller, String reference) {
        methods.forget(reference);
    }
}
