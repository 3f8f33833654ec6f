package dev.portico.subscription.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a payment that failed is asked for again.
///
/// @param afterDays when it is tried again, in days after the first failure, ascending
/// @param afterLast what becomes of a subscription that is not paid by the last of them
public record PaymentRetries(List<Integer> afterDays, AfterLast afterLast) {

    static final PaymentRetries USUAL = new PaymentRetries(List.of(1, 3, 5, 7), AfterLast.CANCEL);

    public PaymentRetries {
        afterDays = List.copyOf(afterDays);
    }

    /// What becomes of a subscription that is not paid.
    public enum AfterLast {
        CANCEL,
        PAUSE,
        KEEP
    }

    /// The first try after an instant; nothing once all have been.
    ///
    /// @param failedAt when the payment failed first
    public Optional<Instant> next(Instant failedAt, Instant after) {
        return afterDays.stream()
                .map(days -> failedAt.plus(Duration.ofDays(days)))
                .filter(after::isBefore)
                .findFirst();
    }
}
