package dev.portico.notification;

import dev.portico.chassis.PorticoService;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// Runs the service alone.
@PorticoService
public class NotificationServiceApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(NotificationServiceApplication.class)
                .properties("spring.config.name=notification")
                .run(args);
    }
}
