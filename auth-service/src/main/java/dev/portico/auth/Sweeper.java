package dev.portico.auth;

import dev.portico.auth.emailchange.EmailChanges;
import dev.portico.auth.magiclink.SignIns;
import dev.portico.auth.session.Sessions;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Forgets every minute what has expired. Nothing depends on it: every query checks the time by itself.
@Configuration(proxyBeanMethods = false)
class Sweeper {

    @Bean
    Worker sweep(Sessions sessions, SignIns signIns, EmailChanges emailChanges, Clock clock) {
        return new Worker("sweeper", Duration.ofMinutes(1), () -> {
            sessions.sweep(clock.instant());
            signIns.sweep(clock.instant());
            emailChanges.sweep(clock.instant());
            return false;
        });
    }
}
