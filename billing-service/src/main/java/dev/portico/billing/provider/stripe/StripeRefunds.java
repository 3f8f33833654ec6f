package dev.portico.billing.provider.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import dev.portico.billing.provider.PaymentProvider;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.chassis.caller.Caller;
import java.util.Optional;

/// Refunds carry their key with them, and are looked for by it before one is made: Stripe forgets idempotency keys
/// after
/// a day.
final class StripeRefunds {

    static final String KEY = "portico_refund";

    private static final long MANY = 100;

    private final StripeClient client;
    private final StripePayments payments;

    StripeRefunds(StripeClient client, StripePayments payments) {
        this.client = client;
        this.payments = payments;
    }

    Outcome refund(Caller caller, PaymentProvider.Refund refund) {
        Optional<String> intent = payments.of(caller, refund.chargeKey()).map(StripePayments.Intent::id);
        if (intent.isEmpty()) return new Outcome.Declined("invalid_payment_details");
        Optional<Refund> made;
        try {
            made = find(intent.get(), refund.key());
        } catch (StripeException | RuntimeException e) {
            return new Outcome.Pending();
        }
        try {
            return answer(made.isPresent() ? made.get() : make(intent.get(), refund));
        } catch (StripeException e) {
            return Answers.of(e, refund.key());
        }
    }

    /// What a refund has come to.
    static Outcome answer(Refund refund) {
        return switch (refund.getStatus()) {
            case "succeeded" -> new Outcome.Captured();
            case "failed" -> new Outcome.Declined("declined");
            case "canceled" -> new Outcome.Declined("canceled");
            case null, default -> new Outcome.Pending();
        };
    }

    private Optional<Refund> find(String intent, String key) throws StripeException {
        var ofThis = RefundListParams.builder()
                .setPaymentIntent(intent)
                .setLimit(MANY)
                .build();
        for (Refund known : client.v1().refunds().list(ofThis).autoPagingIterable())
            if (known.getMetadata() != null && key.equals(known.getMetadata().get(KEY))) return Optional.of(known);
        return Optional.empty();
    }

    private Refund make(String intent, PaymentProvider.Refund refund) throws StripeException {
        var wanted = RefundCreateParams.builder()
                .setPaymentIntent(intent)
                .setAmount(refund.amount().minor())
                .putMetadata(KEY, refund.key())
                .build();
        return client.v1().refunds().create(wanted, StripeCharges.once(refund.key()));
    }
}
