package dev.portico.invoice;

import dev.portico.chassis.PorticoService;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// Runs the service alone.
@PorticoService
public class InvoiceServiceApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(InvoiceServiceApplication.class)
                .properties("spring.config.name=invoice")
                .run(args);
    }
}
