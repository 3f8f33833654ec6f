package dev.portico.billing;

import dev.portico.chassis.PorticoService;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// Runs the service alone.
@PorticoService
public class BillingServiceApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(BillingServiceApplication.class)
                .properties("spring.config.name=billing")
                .run(args);
    }
}
