package dev.portico.subscription;

import dev.portico.chassis.PorticoService;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// Runs the service alone.
@PorticoService
public class SubscriptionServiceApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(SubscriptionServiceApplication.class)
                .properties("spring.config.name=subscription")
                .run(args);
    }
}
