package dev.portico.notification.email;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How e-mails are sent.
///
/// @param fromDomain the domain of the sender's address, for which the mail server must be allowed to send
@ConfigurationProperties("portico.notification")
public record EmailSettings(
        @DefaultValue("portico.localhost") String fromDomain) {

    public EmailSettings {
        if (!fromDomain.matches("[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException("portico.notification.from-domain must be a domain, was " + fromDomain);
        }
    }
}
