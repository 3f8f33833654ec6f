package dev.portico.notification.webhook;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How merchants' back ends are called.
///
/// @param allowPrivate networks inside the house that may be called all the same, and without TLS, such as
/// `127.0.0.0/8`: for development alone
/// @param atOnce deliveries under way at the same time
/// @param atOncePerEndpoint of these, to one endpoint
@ConfigurationProperties("portico.webhooks")
record WebhookSettings(
        @DefaultValue List<String> allowPrivate,
        @DefaultValue("200") int atOnce,
        @DefaultValue("4") int atOncePerEndpoint) {}
