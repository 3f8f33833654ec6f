package dev.portico.billing.provider.stripe;

import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
import com.stripe.net.Webhook;
import dev.portico.billing.provider.Notice;
import dev.portico.billing.provider.Notice.ChargeSettled;
import dev.portico.billing.provider.Notice.Disputed;
import dev.portico.billing.provider.Notice.RefundSettled;
import dev.portico.billing.provider.Notice.Step;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.billing.provider.ProviderNotices;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stripe's webhooks, verified by its library. Whose a payment is we know ourselves: what we never asked for concerns
/// nobody here.
final class StripeNotices implements ProviderNotices {

    private static final Logger LOG = LoggerFactory.getLogger(StripeNotices.class);

    private final String secret;
    private final StripePayments payments;
    private final Clock clock;

    StripeNotices(String secret, StripePayments payments, Clock clock) {
        this.secret = secret;
        this.payments = payments;
        this.clock = clock;
    }

    @Override
    public String header() {
        return "Stripe-Signature";
    }

    @Override
    public Optional<Notice> read(String payload, String signature) {
        Event event = verified(payload, signature);
        return switch (event.getType()) {
            case "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled" ->
                charge(event, (PaymentIntent) subject(event));
            case "refund.updated", "refund.failed", "charge.refund.updated" -> refund(event, (Refund) subject(event));
            case "charge.dispute.created" -> announced(event, (Dispute) subject(event));
            case "charge.dispute.funds_withdrawn" -> dispute(event, (Dispute) subject(event), Step.WITHDRAWN);
            case "charge.dispute.funds_reinstated" -> dispute(event, (Dispute) subject(event), Step.REINSTATED);
            case null, default -> Optional.empty();
        };
    }

    // The library reads the JSON before it looks at the signature: whatever it stumbles over was not Stripe's.
    private Event verified(String payload, String signature) {
        try {
            return Webhook.constructEvent(payload, signature, secret, Webhook.DEFAULT_TOLERANCE, clock);
        } catch (SignatureVerificationException | RuntimeException e) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "This is not signed by the payment provider, or not lately.");
        }
    }

    private static StripeObject subject(Event event) {
        try {
            return event.getDataObjectDeserializer().deserializeUnsafe();
        } catch (EventDataObjectDeserializationException e) {
            LOG.error("event {} of Stripe can't be read", event.getId());
            // He tells it again, for days, and shows that it does not arrive.
            throw Refusal.of(ErrorCode.TEMPORARILY_UNAVAILABLE);
        }
    }

    private Optional<Notice> charge(Event event, PaymentIntent intent) {
        Optional<Outcome> outcome = StripeCharges.settled(intent);
        return known(intent.getId())
                .flatMap(known ->
                        outcome.map(out -> new ChargeSettled(event.getId(), known.merchantId(), known.key(), out)));
    }

    private Optional<Notice> refund(Event event, Refund refund) {
        String key = refund.getMetadata() == null ? null : refund.getMetadata().get(StripeRefunds.KEY);
        Outcome outcome = StripeRefunds.answer(refund);
        if (key == null || outcome instanceof Outcome.Pending) return Optional.empty();
        return known(refund.getPaymentIntent())
                .map(known -> new RefundSettled(event.getId(), known.merchantId(), key, outcome));
    }

    // A bank that only asks takes no money; one that takes it says so by an event of its own.
    private Optional<Notice> announced(Event event, Dispute dispute) {
        boolean asks = dispute.getStatus() != null && dispute.getStatus().startsWith("warning_");
        return asks ? dispute(event, dispute, Step.ANNOUNCED) : Optional.empty();
    }

    private Optional<Notice> dispute(Event event, Dispute dispute, Step step) {
        return known(dispute.getPaymentIntent())
                .map(known -> new Disputed(
                        event.getId(),
                        known.merchantId(),
                        known.key(),
                        dispute.getId(),
                        step,
                        new Money(dispute.getAmount(), dispute.getCurrency().toUpperCase(Locale.ROOT)),
                        String.valueOf(dispute.getReason()),
                        Instant.ofEpochSecond(dispute.getCreated())));
    }

    private Optional<StripePayments.Intent> known(@Nullable String intent) {
        return intent == null ? Optional.empty() : payments.named(intent);
    }
}
