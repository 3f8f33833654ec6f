package dev.portico.gateway.route;

import dev.portico.gateway.GatewaySettings;
import java.net.URI;
import java.util.Locale;

/// The services behind the door.
public enum Service {
    AUTH,
    BILLING,
    SUBSCRIPTION,
    INVOICE,
    NOTIFICATION;

    /// The service's name: the audience of its tokens.
    public String audience() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Where it answers.
    public URI address(GatewaySettings.Services services) {
        return switch (this) {
            case AUTH -> services.auth();
            case BILLING -> services.billing();
            case SUBSCRIPTION -> services.subscription();
            case INVOICE -> services.invoice();
            case NOTIFICATION -> services.notification();
        };
    }
}
