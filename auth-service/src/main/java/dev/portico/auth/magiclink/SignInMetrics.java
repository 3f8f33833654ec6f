package dev.portico.auth.magiclink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// How signing in goes.
@Component
final class SignInMetrics {

    private final Counter requested;
    private final Counter signedIn;
    private final Map<Reason, Counter> refused;

    /// Why a link, or its code, was refused.
    enum Reason {
        EXPIRED,
        OTHER_BROWSER,
        WRONG_EMAIL,
        WRONG_CODE
    }

    SignInMetrics(MeterRegistry meters) {
        this.requested = meters.counter("sign_ins_requested");
        this.signedIn = meters.counter("sign_ins");
        this.refused = Arrays.stream(Reason.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        reason -> meters.counter(
                                "links_refused", "reason", reason.name().toLowerCase(Locale.ROOT))));
    }

    void requested() {
        requested.increment();
    }

    void signedIn() {
        signedIn.increment();
    }

    void refused(Reason reason) {
        Counter counter = refused.get(reason);
        if (counter != null) counter.increment();
    }
}
