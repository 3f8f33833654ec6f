package dev.portico.auth.magiclink;

import dev.portico.chassis.store.Owned;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The sign-in mails that one address got within the last day.
///
/// @param id the merchant and the address's hash
/// @param revision grows with every change
record SendQuota(String id, String merchantId, List<Sending> sent, long revision, Instant lastSentAt) implements Owned {

    /// @param attempt the id of the attempt that it was sent for
    record Sending(String attempt, Instant at) {}

    boolean covers(String attempt) {
        return sent.stream().anyMatch(sending -> sending.attempt.equals(attempt));
    }

    boolean allowsOneMore(Instant now) {
        return SendLimits.allow(sent.stream().map(Sending::at).toList(), now);
    }

    List<Sending> sentWith(String attempt, Instant now) {
        Instant from = now.minus(SendLimits.HORIZON);
        return Stream.concat(
                        sent.stream().filter(sending -> sending.at.isAfter(from)), Stream.of(new Sending(attempt, now)))
                .toList();
    }
}
