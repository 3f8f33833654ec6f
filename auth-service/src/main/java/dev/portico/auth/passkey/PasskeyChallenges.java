package dev.portico.auth.passkey;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Challenges that may still be answered. Each is used up by the first answer, right or wrong: the database picks the
/// one winner.
@Component
class PasskeyChallenges {

    private final Records<PasskeyChallenge> challenges;
    private final Clock clock;

    PasskeyChallenges(Stores stores, Clock clock) {
        this.challenges =
                stores.records("passkey_challenges", PasskeyChallenge.class).taskIndex("expiresAt");
        this.clock = clock;
    }

    /// A new one for somebody who adds a passkey in the browser of his session.
    ///
    /// @return the challenge, in Base64url
    String toAdd(Caller.Customer caller, String userHandle) {
        String challenge = Secrets.token();
        challenges.insertOnce(
                caller,
                new PasskeyChallenge(
                        Secrets.sha256(challenge),
                        caller.merchantId(),
                        caller.customerId(),
                        PasskeyChallenge.ADD,
                        caller.sessionId(),
                        userHandle,
                        expiry(),
                        null));
        return challenge;
    }

    /// A new one for whoever signs in in the browser with this cookie.
    ///
    /// @return the challenge, in Base64url
    String toSignIn(Caller.Service caller, String cookie) {
        String challenge = Secrets.token();
        challenges.insertOnce(
                caller,
                new PasskeyChallenge(
                        Secrets.sha256(challenge),
                        caller.merchantId(),
                        null,
                        PasskeyChallenge.SIGN_IN,
                        Secrets.sha256(cookie),
                        null,
                        expiry(),
                        null));
        return challenge;
    }

    Optional<PasskeyChallenge> useToAdd(Caller.Customer caller, String challenge) {
        return use(caller, challenge, PasskeyChallenge.ADD, caller.sessionId());
    }

    boolean useToSignIn(Caller.Service caller, String challenge, String cookie) {
        return use(caller, challenge, PasskeyChallenge.SIGN_IN, Secrets.sha256(cookie))
                .isPresent();
    }

    boolean sweep() {
        challenges.sweep(Filters.lte("expiresAt", clock.instant()));
        return false;
    }

    private Optional<PasskeyChallenge> use(Caller caller, String challenge, String purpose, String boundTo) {
        Instant now = clock.instant();
        Bson open = Filters.and(
                Filters.eq("purpose", purpose),
                Filters.eq("boundTo", boundTo),
                Filters.exists("usedAt", false),
                Filters.gt("expiresAt", now));
        return challenges.claim(caller, Secrets.sha256(challenge), open, Updates.set("usedAt", now));
    }

    private Instant expiry() {
        return clock.instant().plus(PasskeyChallenge.VALID_FOR);
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {

        @Bean
        Worker expiredPasskeyChallenges(PasskeyChallenges challenges) {
            return new Worker("expired-passkey-challenges", Duration.ofMinutes(1), challenges::sweep);
        }
    }
}
