package dev.portico.standalone;

import dev.portico.auth.AuthServiceApplication;
import dev.portico.billing.BillingServiceApplication;
import dev.portico.gateway.GatewayApplication;
import dev.portico.invoice.InvoiceServiceApplication;
import dev.portico.notification.NotificationServiceApplication;
import dev.portico.subscription.SubscriptionServiceApplication;

/// The six applications, each as it would run alone.
enum Part {
    GATEWAY(GatewayApplication.class),
    AUTH(AuthServiceApplication.class),
    BILLING(BillingServiceApplication.class),
    SUBSCRIPTION(SubscriptionServiceApplication.class),
    INVOICE(InvoiceServiceApplication.class),
    NOTIFICATION(NotificationServiceApplication.class);

    private final Class<?> application;

    Part(Class<?> application) {
        this.application = application;
    }

    Class<?> application() {
        return application;
    }

    /// Its name in settings, tokens and topics.
    String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
