package dev.portico.gateway.route;

import dev.portico.gateway.GatewaySettings;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/// How the gateway calls the services: kept-alive HTTP/1.1, no redirects, no second tries, never for ever. The client
/// blocks its virtual thread, which takes less CPU than what the JDK's asynchronous one does.
@Configuration(proxyBeanMethods = false)
class HttpClients {

    private static final Timeout CONNECTED_WITHIN = Timeout.ofSeconds(2);
    // Well before a service closes what was idle for a minute.
    private static final TimeValue KEPT_FOR = TimeValue.ofSeconds(20);
    private static final TimeValue TRUSTED_FOR = TimeValue.ofSeconds(2);
    private static final int MOST_PER_SERVICE = 1_000;

    @Bean
    CloseableHttpClient servicesClient(GatewaySettings settings) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(MOST_PER_SERVICE)
                .setMaxConnTotal(MOST_PER_SERVICE * Service.values().length)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECTED_WITHIN)
                        .setSocketTimeout(Timeout.of(settings.answerWithin()))
                        .setTimeToLive(TimeValue.of(Duration.ofMinutes(5)))
                        .setValidateAfterInactivity(TRUSTED_FOR)
                        .build())
                .build();
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .evictIdleConnections(KEPT_FOR)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    @Bean
    ClientHttpRequestFactory clientHttpRequestFactory(CloseableHttpClient servicesClient, GatewaySettings settings) {
        var factory = new HttpComponentsClientHttpRequestFactory(servicesClient) {
            @Override
            protected ClassicHttpRequest createHttpUriRequest(HttpMethod method, URI uri) {
                return new Onward(method.name(), uri);
            }
        };
        factory.setReadTimeout(settings.answerWithin());
        factory.setConnectionRequestTimeout(settings.answerWithin());
        return factory;
    }
}
