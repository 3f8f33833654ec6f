package dev.portico.auth.session;

import dev.portico.auth.merchant.Merchants;
import dev.portico.chassis.caller.Caller;
import dev.portico.events.PortalConfigurationData;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// How long a merchant's customers stay signed in: as it has decided, or as is usual in this installation.
@Component
final class Lifetimes {

    private final Merchants merchants;
    private final SessionSettings settings;

    /// @param idle without doing anything
    /// @param absolute in any case
    record Lifetime(Duration idle, Duration absolute) {}

    Lifetimes(Merchants merchants, SessionSettings settings) {
        this.merchants = merchants;
        this.settings = settings;
    }

    Lifetime of(Caller caller) {
        PortalConfigurationData decided = merchants.of(caller).portalConfiguration();
        Integer minutes = decided.sessionIdleMinutes();
        Integer hours = decided.sessionAbsoluteHours();
        return new Lifetime(
                minutes == null ? settings.idle() : Duration.ofMinutes(minutes),
                hours == null ? settings.absolute() : Duration.ofHours(hours));
    }
}
