package dev.portico.billing.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StripeSettingsTest {

    @Test
    void what_is_missing_is_said_with_what_to_do() {
        assertThatIllegalStateException()
                .isThrownBy(() -> settings("", "whsec_x").requiredSecretKey())
                .withMessageContaining("portico.billing.stripe.secret-key");
        assertThatIllegalStateException()
                .isThrownBy(() -> settings("sk_x", null).requiredWebhookSecret())
                .withMessageContaining("portico.billing.stripe.webhook-secret");
        assertThat(settings("sk_x", "whsec_x").requiredSecretKey()).isEqualTo("sk_x");
    }

    private static StripeSettings settings(String key, String secret) {
        return new StripeSettings(
                key, secret, URI.create("http://localhost"), Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
}
