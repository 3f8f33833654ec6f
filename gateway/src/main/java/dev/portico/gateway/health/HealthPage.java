package dev.portico.gateway.health;

import dev.portico.gateway.GatewaySettings;
import dev.portico.gateway.admission.Door;
import dev.portico.gateway.route.Service;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// `GET /health`: 200 only while every service is ready to work.
@Configuration(proxyBeanMethods = false)
class HealthPage {

    private final RestClient http;
    private final GatewaySettings.Services services;

    HealthPage(GatewaySettings settings) {
        var factory = new JdkClientHttpRequestFactory();
        factory.setReadTimeout(Duration.ofSeconds(3));
        this.http = RestClient.builder().requestFactory(factory).build();
        this.services = settings.services();
    }

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> health(Door door) {
        return RouterFunctions.route()
                .GET("/health", request -> door.isApi(request.servletRequest()), _ -> report())
                .build();
    }

    private ServerResponse report() {
        var parts = new TreeMap<String, String>();
        for (Service service : Service.values())
            parts.put(service.audience(), isReady(service) ? "ready" : "not ready");
        boolean ready = parts.values().stream().allMatch("ready"::equals);
        return ServerResponse.status(ready ? 200 : 503)
                .body(Map.of("status", ready ? "ready" : "not ready", "services", parts));
    }

    private boolean isReady(Service service) {
        try {
            String address = service.address(services) + "/actuator/health/readiness";
            return http.get()
                    .uri(address)
                    .retrieve()
                    .toBodilessEntity()
                    .getStatusCode()
                    .is2xxSuccessful();
        } catch (RestClientException e) {
            return false;
        }
    }
}
