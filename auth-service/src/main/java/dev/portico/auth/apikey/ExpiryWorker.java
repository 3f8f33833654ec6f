package dev.portico.auth.apikey;

import dev.portico.chassis.work.Worker;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Tells of keys that have expired.
@Configuration(proxyBeanMethods = false)
class ExpiryWorker {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    @Bean
    Worker expiredKeys(ApiKeys keys) {
        return new Worker("expired-api-keys", LOOK_EVERY, keys::expire);
    }
}
