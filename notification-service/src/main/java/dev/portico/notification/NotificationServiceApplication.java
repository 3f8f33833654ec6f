package dev.portico.notification;

import dev.portico.chassis.PorticoService;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;

/// Runs the service alone.
@PorticoService
@ImportAutoConfiguration(MailSenderAutoConfiguration.class)
public class NotificationServiceApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(NotificationServiceApplication.class)
                .properties("spring.config.name=notification")
                .run(args);
    }
}
