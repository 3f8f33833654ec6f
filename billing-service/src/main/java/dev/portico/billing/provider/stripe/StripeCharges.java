package dev.portico.billing.provider.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import dev.portico.billing.provider.PaymentProvider.Charge;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.chassis.caller.Caller;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Charges in two steps: a PaymentIntent is made, which moves nothing, and its name is written down; then it is
/// confirmed, which Stripe does at most once. So a charge is made once however much later it is asked for again: Stripe
/// forgets idempotency keys after a day, but never what it has done about a PaymentIntent.
final class StripeCharges {

    private static final Logger LOG = LoggerFactory.getLogger(StripeCharges.class);

    private final StripeClient client;
    private final StripePayments payments;

    StripeCharges(StripeClient client, StripePayments payments) {
        this.client = client;
        this.payments = payments;
    }

    Outcome charge(Caller caller, Charge charge) {
        try {
            Optional<String> known = payments.of(caller, charge.key()).map(StripePayments.Intent::id);
            return known.isPresent() ? ask(known.get(), charge) : begin(caller, charge);
        } catch (StripeException e) {
            return Answers.of(e, charge.key());
        }
    }

    // That one is not found says nothing about the money: it may be another account that is asked.
    private Outcome ask(String intent, Charge charge) throws StripeException {
        PaymentIntent found;
        try {
            found = client.v1().paymentIntents().retrieve(intent);
        } catch (InvalidRequestException e) {
            LOG.error("Stripe does not know {} of charge {}", intent, charge.key());
            return new Outcome.Pending();
        }
        return finish(found, charge);
    }

    private Outcome begin(Caller caller, Charge charge) throws StripeException {
        var reference = StripeReference.of(charge.reference());
        if (reference.isEmpty()) return new Outcome.Declined("redacted_payment_method");
        var wanted = PaymentIntentCreateParams.builder()
                .setAmount(charge.amount().minor())
                .setCurrency(charge.amount().currency().toLowerCase(Locale.ROOT))
                .setCustomer(reference.get().customer())
                .setPaymentMethod(reference.get().method())
                .addPaymentMethodType("card")
                .putMetadata("portico_merchant", caller.merchantId())
                .putMetadata("portico_charge", charge.key())
                .build();
        PaymentIntent made = client.v1().paymentIntents().create(wanted, once(charge.key()));
        String standing = payments.remember(caller, charge.key(), made.getId()).id();
        return standing.equals(made.getId()) ? finish(made, charge) : ask(standing, charge);
    }

    private Outcome finish(PaymentIntent intent, Charge charge) throws StripeException {
        return switch (intent.getStatus()) {
            case "requires_confirmation" -> answer(confirm(intent.getId()));
            case null, default -> answer(intent);
        };
    }

    private PaymentIntent confirm(String intent) throws StripeException {
        var alone = PaymentIntentConfirmParams.builder()
                .setOffSession(true)
                .setErrorOnRequiresAction(true)
                .build();
        return client.v1().paymentIntents().confirm(intent, alone);
    }

    private Outcome answer(PaymentIntent intent) throws StripeException {
        if ("requires_action".equals(intent.getStatus())) return giveUp(intent);
        return settled(intent).orElseGet(Outcome.Pending::new);
    }

    /// What a PaymentIntent has come to; nothing while that is open.
    static Optional<Outcome> settled(PaymentIntent intent) {
        return Optional.ofNullable(
                switch (intent.getStatus()) {
                    case "succeeded" -> new Outcome.Captured();
                    case "requires_payment_method" -> Declines.of(intent.getLastPaymentError());
                    case "canceled" ->
                        "abandoned".equals(intent.getCancellationReason())
                                ? Declines.AUTHENTICATION
                                : new Outcome.Declined("canceled");
                    case null, default -> null;
                });
    }

    // The bank wants to see the customer, who is not here. He is asked to pay himself; this one must never be paid.
    private Outcome giveUp(PaymentIntent intent) throws StripeException {
        var abandoned = PaymentIntentCancelParams.builder()
                .setCancellationReason(PaymentIntentCancelParams.CancellationReason.ABANDONED)
                .build();
        return answer(client.v1().paymentIntents().cancel(intent.getId(), abandoned));
    }

    static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }
}
