package dev.portico.gateway.route;

import dev.portico.gateway.GatewaySettings;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/// How the gateway calls the services: kept-alive HTTP/1.1 that blocks its virtual thread, no redirects, no cookies,
/// never twice and never for ever. Not the JDK's client: it takes more CPU, and under a few requests at a time it left
/// answers unread on kept connections until they timed out.
@Configuration(proxyBeanMethods = false)
class HttpClients {

    private static final Timeout CONNECTED_WITHIN = Timeout.ofSeconds(2);
    // Less than the services keep a connection that nobody uses.
    private static final TimeValue KEPT_FOR = TimeValue.ofSeconds(15);

    @Bean
    ClientHttpRequestFactory clientHttpRequestFactory(GatewaySettings settings) {
        return new HttpComponentsClientHttpRequestFactory(client(settings)) {
            @Override
            protected ClassicHttpRequest createHttpUriRequest(HttpMethod method, URI uri) {
                return new Onward(method.name(), uri);
            }
        };
    }

    private static HttpClient client(GatewaySettings settings) {
        Timeout answered = timeout(settings.answerWithin());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECTED_WITHIN)
                        .setSocketTimeout(answered)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .setMaxConnPerRoute(settings.callsAtATime())
                .setMaxConnTotal(settings.callsAtATime() * Service.values().length)
                .build();
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECTED_WITHIN)
                        .setResponseTimeout(answered)
                        .setDefaultKeepAlive(KEPT_FOR.toMilliseconds(), TimeUnit.MILLISECONDS)
                        .build())
                .evictIdleConnections(KEPT_FOR)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }
}
