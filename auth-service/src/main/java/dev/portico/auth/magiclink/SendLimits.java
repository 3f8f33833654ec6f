package dev.portico.auth.magiclink;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// How many sign-in mails one address may get, whoever asks for them.
final class SendLimits {

    /// No limit looks further back than this.
    static final Duration HORIZON = Duration.ofDays(1);

    private static final List<Limit> LIMITS =
            List.of(new Limit(1, Duration.ofSeconds(30)), new Limit(5, Duration.ofHours(1)), new Limit(15, HORIZON));

    private record Limit(int mails, Duration within) {

        boolean allows(Collection<Instant> sent, Instant now) {
            Instant from = now.minus(within);
            return sent.stream().filter(at -> at.isAfter(from)).count() < mails;
        }
    }

    private SendLimits() {}

    /// Whether one more may be sent now.
    static boolean allow(Collection<Instant> sent, Instant now) {
        return LIMITS.stream().allMatch(limit -> limit.allows(sent, now));
    }
}
