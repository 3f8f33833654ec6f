package dev.portico.billing.provider.stripe;

import java.util.Optional;

/// A card that Stripe keeps, and the customer it keeps it for: neither can be charged without the other.
record StripeReference(String customer, String method) {

    private static final char BETWEEN = '/';

    static Optional<StripeReference> of(String text) {
        int at = text.indexOf(BETWEEN);
        return at < 0
                ? Optional.empty()
                : Optional.of(new StripeReference(text.substring(0, at), text.substring(at + 1)));
    }

    String text() {
        return customer + BETWEEN + method;
    }
}
