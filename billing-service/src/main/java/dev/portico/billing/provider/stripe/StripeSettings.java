package dev.portico.billing.provider.stripe;

import com.stripe.Stripe;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// One account for the installation: all its merchants' money goes there.
///
/// @param secretKey `sk_…`, or a restricted `rk_…`
/// @param webhookSecret `whsec_…`, of the endpoint that points here
/// @param api where Stripe answers
/// @param connectWithin how long a connection may take
/// @param answerWithin how long an answer may take; after that it is asked for again later
@ConfigurationProperties("portico.billing.stripe")
record StripeSettings(
        @Nullable String secretKey,
        @Nullable String webhookSecret,
        @DefaultValue(Stripe.LIVE_API_BASE) URI api,
        @DefaultValue("PT2S") Duration connectWithin,
        @DefaultValue("PT8S") Duration answerWithin) {

    /// @throws IllegalStateException with the fix, if it is not set
    String requiredSecretKey() {
        return required(secretKey, "secret-key", "Stripe's secret key");
    }

    /// @throws IllegalStateException with the fix, if it is not set
    String requiredWebhookSecret() {
        return required(webhookSecret, "webhook-secret", "the signing secret of Stripe's webhook endpoint");
    }

    private static String required(@Nullable String value, String name, String meaning) {
        if (value == null || value.isBlank())
            throw new IllegalStateException("set portico.billing.stripe." + name + " to " + meaning);
        return value;
    }
}
