package dev.portico.auth.magiclink;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// How signing in goes.
@Component
final class SignInMetrics {

    private final MeterRegistry meters;

    SignInMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void requested() {
        meters.counter("sign_ins_requested").increment();
    }

    void signedIn() {
        meters.counter("sign_ins").increment();
    }

    /// @param reason one of a few words
    void refused(String reason) {
        meters.counter("links_refused", "reason", reason).increment();
    }
}
