package dev.portico.auth.merchant;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A host of the merchant's own at which its portal is to answer, and how far that is proven.
///
/// @param host in ASCII
/// @param proof what the host's TXT record must say
/// @param primary whether links are to start with it, once it is proven
/// @param askedAt when the merchant last asked for it
/// @param verifiedAt since when the portal answers there; null while it does not
/// @param seenAt when the record was last seen; null if it never was
/// @param checkedAt when it was last looked for; null if it never was
/// @param checkAt when it is looked for again; null if only on request
/// @param failures how often in a row it was not seen
/// @param problem why it was not
record CustomDomain(
        String host,
        String proof,
        boolean primary,
        Instant askedAt,
        @Nullable Instant verifiedAt,
        @Nullable Instant seenAt,
        @Nullable Instant checkedAt,
        @Nullable Instant checkAt,
        int failures,
        @Nullable Problem problem) {

    private static final Duration FIRST_AFTER = Duration.ofMinutes(1);
    private static final Duration AT_LEAST_EVERY = Duration.ofHours(1);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);
    private static final int DOUBLED_AT_MOST = 6;

    /// Why a host is not proven.
    enum Problem {
        /// The name has no record that says what it must.
        RECORD_MISSING,
        /// The name can't be looked up just now.
        DNS_UNAVAILABLE,
        /// Another merchant has proven that it has the host.
        TAKEN
    }

    static CustomDomain asked(String host, String proof, Instant now) {
        return new CustomDomain(host, proof, false, now, null, null, null, now.plus(FIRST_AFTER), 0, null);
    }

    /// The name at which the record must stand.
    static String recordOf(String host) {
        return "_portico." + host;
    }

    boolean isVerified() {
        return verifiedAt != null;
    }

    CustomDomain primary(boolean wanted) {
        return new CustomDomain(
                host, proof, wanted, askedAt, verifiedAt, seenAt, checkedAt, checkAt, failures, problem);
    }

    /// The merchant asks again: it is looked for by itself for a while longer.
    CustomDomain askedAgain(Instant now) {
        return new CustomDomain(host, proof, primary, now, verifiedAt, seenAt, checkedAt, checkAt, failures, problem);
    }

    CustomDomain seen(Instant now, Duration again) {
        Instant since = verifiedAt == null ? now : verifiedAt;
        return new CustomDomain(host, proof, primary, askedAt, since, now, now, now.plus(again), 0, null);
    }

    /// The record is not there. Once it has been gone for long, so is the proof.
    CustomDomain missing(Instant now, Duration lostAfter) {
        boolean lost = seenAt == null || !now.isBefore(seenAt.plus(lostAfter));
        return unseen(Problem.RECORD_MISSING, lost ? null : verifiedAt, now);
    }

    /// Nobody can say whether the record is there. That is no reason to give up what was proven.
    CustomDomain unanswered(Instant now) {
        return unseen(Problem.DNS_UNAVAILABLE, verifiedAt, now);
    }

    CustomDomain taken(Instant now) {
        return unseen(Problem.TAKEN, null, now);
    }

    private CustomDomain unseen(Problem why, @Nullable Instant since, Instant now) {
        Duration wait = FIRST_AFTER.multipliedBy(1L << Math.min(failures, DOUBLED_AT_MOST));
        Instant next = now.plus(wait.compareTo(AT_LEAST_EVERY) > 0 ? AT_LEAST_EVERY : wait);
        boolean givenUp = since == null && next.isAfter(askedAt.plus(GIVEN_UP_AFTER));
        return new CustomDomain(
                host, proof, primary, askedAt, since, seenAt, now, givenUp ? null : next, failures + 1, why);
    }
}
