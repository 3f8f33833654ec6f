package dev.portico.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.caller.Principal;
import dev.portico.gateway.GatewaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Serves nobody more than his share. What is left of a share is counted by auth-service, for all gateways; each takes
/// a handful at a time, so most requests ask nobody.
@Component
public final class Limits {

    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private final LimitSettings settings;
    private final int proxies;
    private final Shares shares;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Cache<Bucket, Handful> handfuls = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(REMEMBERED)
            .build();

    Limits(LimitSettings settings, GatewaySettings gateway, Shares shares, MeterRegistry meters, Clock clock) {
        this.settings = settings;
        this.proxies = gateway.proxies();
        this.shares = shares;
        this.meters = meters;
        this.clock = clock;
    }

    /// Counts one request.
    ///
    /// @return how long to wait, if it is not to be served
    public Optional<Duration> spend(Principal principal, HttpServletRequest request) {
        return switch (principal) {
            case Caller.Merchant key -> spend(new Bucket(key.merchantId(), "key", key.apiKeyId(), settings.key()));
            case Caller.Customer customer ->
                spend(new Bucket(customer.merchantId(), "customer", customer.customerId(), settings.customer()));
            case Caller.Visitor visitor ->
                spend(new Bucket(visitor.merchantId(), "visitor", address(request), settings.visitor()));
            case Caller.Payer payer ->
                spend(new Bucket(payer.merchantId(), "visitor", address(request), settings.visitor()));
            case Insider.Anonymous() ->
                spend(new Bucket(Bucket.NOBODY, "visitor", address(request), settings.visitor()));
            case Caller.Service _, Insider.Operator(), Insider.Gateway() -> Optional.empty();
        };
    }

    /// Counts one request whose credential is missing or wrong.
    ///
    /// @return how long to wait, if there were too many of them
    public Optional<Duration> spendRefused(HttpServletRequest request) {
        return spend(new Bucket(Bucket.NOBODY, "refused", address(request), settings.refused()));
    }

    private Optional<Duration> spend(Bucket bucket) {
        if (bucket.perMinute() == 0) return Optional.empty();
        Optional<Duration> wait =
                handfuls.get(bucket, _ -> new Handful(bucket, shares)).spend(clock.instant());
        if (wait.isPresent())
            meters.counter("gateway.limits.refused", "caller", bucket.kind()).increment();
        return wait;
    }

    private String address(HttpServletRequest request) {
        return Addresses.of(request, proxies);
    }
}
