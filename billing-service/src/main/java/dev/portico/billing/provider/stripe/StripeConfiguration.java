package dev.portico.billing.provider.stripe;

import com.stripe.StripeClient;
import dev.portico.chassis.store.Stores;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Stripe is there only where it is chosen.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "portico.billing.provider", havingValue = "stripe")
class StripeConfiguration {

    // It is asked again by us, with what we know; never by the library.
    @Bean
    StripeClient stripeClient(StripeSettings settings) {
        return StripeClient.builder()
                .setApiKey(settings.requiredSecretKey())
                .setApiBase(settings.api().toString())
                .setConnectTimeout((int) settings.connectWithin().toMillis())
                .setReadTimeout((int) settings.answerWithin().toMillis())
                .setMaxNetworkRetries(0)
                .build();
    }

    @Bean
    StripePayments stripePayments(Stores stores) {
        return new StripePayments(stores);
    }

    @Bean
    StripeProvider stripeProvider(StripeClient client, StripePayments payments) {
        return new StripeProvider(
                new StripeCharges(client, payments),
                new StripeRefunds(client, payments),
                new StripeMethods(client, payments));
    }

    @Bean
    StripeNotices stripeNotices(StripeSettings settings, StripePayments payments, Clock clock) {
        return new StripeNotices(settings.requiredWebhookSecret(), payments, clock);
    }
}
