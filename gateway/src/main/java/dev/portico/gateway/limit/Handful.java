package dev.portico.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The requests that this gateway may still serve to one caller without asking, or how long it need not ask.
final class Handful {

    private static final int HANDFULS_A_MINUTE = 20;
    // What was taken and not spent is forgotten when its bucket could have filled again.
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Bucket bucket;
    private final Shares shares;
    private long left;
    private Instant goodUntil = Instant.MIN;
    private Instant emptyUntil = Instant.MIN;

    Handful(Bucket bucket, Shares shares) {
        this.bucket = bucket;
        this.shares = shares;
    }

    /// @return how long to wait, if there is none left
    Optional<Duration> spend(Instant now) {
        lock.lock();
        try {
            if (now.isBefore(emptyUntil)) return Optional.of(Duration.between(now, emptyUntil));
            if (left == 0 || !now.isBefore(goodUntil)) take(now);
            if (now.isBefore(emptyUntil)) return Optional.of(Duration.between(now, emptyUntil));
            left--;
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void take(Instant now) {
        int wanted = Math.max(1, bucket.perMinute() / HANDFULS_A_MINUTE);
        Shares.Share share = shares.take(bucket.merchantId(), bucket.id(), bucket.perMinute(), wanted);
        left = share.granted();
        goodUntil = now.plus(GOOD_FOR);
        if (left == 0) emptyUntil = now.plus(share.retryAfter());
    }
}
