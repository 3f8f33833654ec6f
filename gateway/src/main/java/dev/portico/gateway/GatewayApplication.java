package dev.portico.gateway;

import dev.portico.chassis.PorticoWeb;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.cloud.gateway.server.mvc.GatewayServerMvcAutoConfiguration;
import org.springframework.cloud.gateway.server.mvc.filter.FilterAutoConfiguration;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctionAutoConfiguration;
import org.springframework.cloud.gateway.server.mvc.predicate.PredicateAutoConfiguration;

/// Runs the gateway.
@PorticoWeb
@ImportAutoConfiguration({
    RestClientAutoConfiguration.class,
    GatewayServerMvcAutoConfiguration.class,
    FilterAutoConfiguration.class,
    PredicateAutoConfiguration.class,
    HandlerFunctionAutoConfiguration.class
})
public class GatewayApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(GatewayApplication.class)
                .properties("spring.config.name=gateway")
                .run(args);
    }
}
