package dev.portico.auth;

import dev.portico.chassis.PorticoService;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// Starts auth-service alone.
@PorticoService
public class AuthServiceApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(AuthServiceApplication.class)
                .properties("spring.config.name=auth")
                .run(args);
    }
}
