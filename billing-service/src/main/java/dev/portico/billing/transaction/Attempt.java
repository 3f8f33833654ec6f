package dev.portico.billing.transaction;

import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.events.TransactionData.Payment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attempt to collect the money.
///
/// @param id a UUID; also the key under which the provider is asked, so that the attempt happens once
/// @param reference what the provider charges; kept until he has answered, so that a lost answer can be asked for again
/// even if the customer has deleted the payment method since. Never shown
/// @param status `created` until the provider has answered, then `captured` or `error`
record Attempt(
        String id,
        @Nullable String paymentMethodId,
        @Nullable String reference,
        String amount,
        String status,
        @Nullable String errorCode,
        MethodDetails method,
        Instant createdAt,
        @Nullable Instant capturedAt) {

    static final String CREATED = "created";
    private static final String CAPTURED = "captured";
    private static final String ERROR = "error";

    boolean isCaptured() {
        return status.equals(CAPTURED);
    }

    boolean isPending() {
        return status.equals(CREATED);
    }

    Attempt answered(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Captured() ->
                new Attempt(id, paymentMethodId, null, amount, CAPTURED, null, method, createdAt, now);
            case Outcome.Declined(var code) ->
                new Attempt(id, paymentMethodId, null, amount, ERROR, code, method, createdAt, null);
            case Outcome.Pending() -> this;
        };
    }

    Payment payment() {
        return new Payment(id, paymentMethodId, amount, status, errorCode, method, createdAt, capturedAt);
    }
}
