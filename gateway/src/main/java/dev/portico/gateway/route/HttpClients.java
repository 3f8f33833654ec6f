package dev.portico.gateway.route;

import dev.portico.gateway.GatewaySettings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/// How the gateway calls the services: kept-alive HTTP/1.1, no redirects, never for ever.
@Configuration(proxyBeanMethods = false)
class HttpClients {

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(2);

    @Bean
    ClientHttpRequestFactory clientHttpRequestFactory(GatewaySettings settings) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECTED_WITHIN)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        var factory = new JdkClientHttpRequestFactory(client);
        factory.setReadTimeout(settings.answerWithin());
        return factory;
    }
}
