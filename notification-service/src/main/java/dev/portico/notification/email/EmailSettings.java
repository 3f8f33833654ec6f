package dev.portico.notification.email;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How e-mails are sent.
///
/// @param fromDomain the domain of the sender's address, for which the mail server must be allowed to send
/// @param secondTryWithin how long somebody whose card was declined is given to take another, before he is told by
/// e-mail
/// @param askForOpenPaymentsAfter how long a payment that a merchant has asked for may wait before its customer is
/// reminded of it; null if customers are asked by their merchants alone
@ConfigurationProperties("portico.notification")
public record EmailSettings(
        @DefaultValue("portico.localhost") String fromDomain,
        @DefaultValue("PT15M") Duration secondTryWithin,
        @Nullable Duration askForOpenPaymentsAfter) {

    private static final Duration LONGEST = Duration.ofHours(12);

    public EmailSettings {
        if (!fromDomain.matches("[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException("portico.notification.from-domain must be a domain, was " + fromDomain);
        }
        check("second-try-within", secondTryWithin);
        check("ask-for-open-payments-after", askForOpenPaymentsAfter);
    }

    private static void check(String name, @Nullable Duration wait) {
        if (wait != null && (wait.isNegative() || wait.compareTo(LONGEST) > 0))
            throw new IllegalArgumentException(
                    "portico.notification." + name + " must be from PT0S to PT12H, was " + wait);
    }
}
