package dev.portico.billing.provider.stripe;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an error of Stripe's means for a request that may move money.
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    /// Only what the bank declines or Stripe does not take on is over. Whatever else went wrong, a limit, a wrong key,
    /// a
    /// time-out or Stripe itself, the money may move, or may do so later.
    static Outcome of(StripeException error, String key) {
        boolean over = error instanceof CardException || error instanceof InvalidRequestException;
        if (over && !isAboutState(error)) return Declines.of(error.getStripeError());
        LOG.warn("no answer about {} from Stripe: {} {}", key, error.getStatusCode(), error.getCode());
        return new Outcome.Pending();
    }

    // Somebody else is just about to do the same.
    private static boolean isAboutState(StripeException error) {
        return "payment_intent_unexpected_state".equals(error.getCode());
    }
}
