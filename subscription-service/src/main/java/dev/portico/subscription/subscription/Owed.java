package dev.portico.subscription.subscription;

import dev.portico.chassis.id.Ids;
import dev.portico.subscription.settings.PaymentRetries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Money that was asked for and has not come yet.
///
/// @param transactionId what it is asked for by; follows from the charge request's id
/// @param asking true while an answer is awaited
/// @param failedAt when a try failed first; absent while none has
/// @param failures how many tries have come to nothing
/// @param tryAgainAt when it is tried again by itself; absent if it is not
/// @param otherwise what is subscribed to if this is never paid; absent if that makes no difference
record Owed(
        String transactionId,
        boolean asking,
        @Nullable Instant failedAt,
        int failures,
        @Nullable Instant tryAgainAt,
        @Nullable List<Item> otherwise) {

    static Owed asked(String chargeId, @Nullable List<Item> otherwise) {
        return new Owed(transactionOf(chargeId), true, null, 0, null, otherwise);
    }

    /// An invoice that the customer pays by himself is asked for again when its term has passed.
    static Owed invoiced(String chargeId, Instant term) {
        return new Owed(transactionOf(chargeId), false, null, 0, term, null);
    }

    static String transactionOf(String chargeId) {
        return Ids.derived("txn", chargeId);
    }

    boolean isOverdue() {
        return failedAt != null;
    }

    /// The same, tried again by then at the latest.
    Owed sooner(Instant at) {
        boolean sooner = tryAgainAt == null || at.isBefore(tryAgainAt);
        return new Owed(transactionId, asking, failedAt, failures, sooner ? at : tryAgainAt, otherwise);
    }

    Owed askedAgain() {
        return new Owed(transactionId, true, failedAt, failures, null, otherwise);
    }

    /// A try came to nothing. The next one follows from when the first did: a try in between takes none away.
    Owed failed(PaymentRetries retries, Instant at) {
        Instant first = failedAt == null ? at : failedAt;
        Optional<Instant> next = retries.next(first, at);
        return new Owed(transactionId, false, first, failures + 1, next.orElse(null), otherwise);
    }

    /// It is not tried again by itself.
    Owed overdueForGood(Instant at) {
        return new Owed(transactionId, false, failedAt == null ? at : failedAt, failures + 1, null, otherwise);
    }
}
