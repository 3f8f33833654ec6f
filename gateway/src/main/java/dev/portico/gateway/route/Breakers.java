package dev.portico.gateway.route;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/// One circuit breaker a service: a service that is down is not asked again at once, and its callers hear so at once.
@Component
final class Breakers {

    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindowSize(50)
            .minimumNumberOfCalls(20)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            .permittedNumberOfCallsInHalfOpenState(5)
            .ignoreExceptions(Refusal.class)
            .build();

    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CONFIG);

    Breakers(MeterRegistry meters) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
    }

    /// @throws Refusal `service_unavailable` or `temporarily_unavailable` if the service can't be reached or takes too
    /// long
    <T> T call(Service service, Callable<T> request) {
        CircuitBreaker breaker = registry.circuitBreaker(service.audience());
        try {
            return breaker.executeCallable(request);
        } catch (Refusal refusal) {
            throw refusal;
        } catch (CallNotPermittedException e) {
            throw Refusal.of(ErrorCode.SERVICE_UNAVAILABLE);
        } catch (Exception e) {
            boolean slow = NestedExceptionUtils.getMostSpecificCause(e) instanceof HttpTimeoutException;
            throw Refusal.of(slow ? ErrorCode.TEMPORARILY_UNAVAILABLE : ErrorCode.SERVICE_UNAVAILABLE);
        }
    }
}
