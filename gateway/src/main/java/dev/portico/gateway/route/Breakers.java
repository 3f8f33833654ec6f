package dev.portico.gateway.route;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.gateway.GatewaySettings;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/// One circuit breaker and one bulkhead a service: a service that is down is not asked again at once, one that is slow
/// can't take all of the gateway with it, and its callers hear so at once.
@Component
public final class Breakers {

    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindowSize(50)
            .minimumNumberOfCalls(20)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            .permittedNumberOfCallsInHalfOpenState(5)
            .ignoreExceptions(Refusal.class, BulkheadFullException.class)
            .build();

    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CONFIG);
    private final BulkheadRegistry bulkheads;

    Breakers(GatewaySettings settings, MeterRegistry meters) {
        this.bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(settings.callsAtATime())
                .maxWaitDuration(Duration.ZERO)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
    }

    /// @throws Refusal `service_unavailable` or `temporarily_unavailable` if the service can't be reached, is asked too
    /// much at a time, or takes too long
    public <T> T call(Service service, Callable<T> request) {
        CircuitBreaker breaker = breakers.circuitBreaker(service.audience());
        Bulkhead bulkhead = bulkheads.bulkhead(service.audience());
        try {
            return breaker.executeCallable(Bulkhead.decorateCallable(bulkhead, request));
        } catch (Refusal refusal) {
            throw refusal;
        } catch (CallNotPermittedException | BulkheadFullException e) {
            throw Refusal.of(ErrorCode.SERVICE_UNAVAILABLE);
        } catch (Exception e) {
            throw Refusal.of(isSlow(e) ? ErrorCode.TEMPORARILY_UNAVAILABLE : ErrorCode.SERVICE_UNAVAILABLE);
        }
    }

    private static boolean isSlow(Exception e) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
        return cause instanceof SocketTimeoutException && !(cause instanceof ConnectTimeoutException);
    }
}
