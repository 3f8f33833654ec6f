package dev.portico.auth.magiclink;

import dev.portico.auth.magiclink.LinkSender.Outcome;
import dev.portico.chassis.observability.Trace;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Works on attempts behind the back of whoever asked: at once when one comes in, by itself when a crash or a failure
/// left one behind.
@Configuration(proxyBeanMethods = false)
class SignInWorker {

    private static final Logger LOG = LoggerFactory.getLogger(SignInWorker.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    // A customer may have been created a moment ago, and the event that tells of it be on its way.
    private static final Duration MAYBE_NEW = Duration.ofSeconds(3);

    @Bean
    Worker signInWork(SignInAttempts attempts, LinkSender sender, Clock clock) {
        return new Worker("sign-in-worker", LOOK_EVERY, () -> {
            Optional<SignInAttempt> next = attempts.next(clock.instant());
            next.ifPresent(attempt -> work(attempt, attempts, sender, clock.instant()));
            return next.isPresent();
        });
    }

    // What went wrong is named by its class alone: its message might quote an address.
    private static void work(SignInAttempt attempt, SignInAttempts attempts, LinkSender sender, Instant now) {
        try (var _ = Trace.continued(attempt.trace()).open()) {
            Outcome outcome = sender.answer(attempt, now);
            boolean maybeNew = !now.isAfter(attempt.createdAt().plus(MAYBE_NEW));
            if (outcome == Outcome.WAITS || (outcome == Outcome.NOBODYS && maybeNew)) {
                attempts.postpone(attempt, now.plus(LOOK_EVERY));
                return;
            }
            if (outcome == Outcome.NOBODYS) sender.giveUp(attempt);
            attempts.done(attempt);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("attempt", attempt.id())
                    .log("will be tried again: {}", e.getClass().getName());
        }
    }
}
