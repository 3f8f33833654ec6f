package dev.portico.notification.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/// Calls a merchant's back end: for five seconds, without following redirects, and reading no more of the answer than
/// the log keeps.
@Component
final class Line {

    private static final Timeout PATIENCE = Timeout.ofSeconds(5);
    private static final int MOST_READ = 4_096;
    private static final int MOST_HEADERS = 100;
    // As Paddle has it, without a charset.
    private static final ContentType JSON = ContentType.create("application/json");

    private final CloseableHttpClient http;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-deadlines").daemon().factory());

    Line(Surroundings surroundings, WebhookSettings settings) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(surroundings)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(MOST_READ)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setMaxConnTotal(settings.atOnce())
                // Many endpoints may live on one host; how many calls one of them gets is not decided here.
                .setMaxConnPerRoute(settings.atOnce())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(PATIENCE)
                        .setSocketTimeout(PATIENCE)
                        .setTimeToLive(Timeout.ofMinutes(1))
                        .build())
                .build();
        this.http = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(PATIENCE)
                        .setResponseTimeout(PATIENCE)
                        .build())
                .setUserAgent("Portico/1 (Paddle compatible)")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    Caught call(String destination, Map<String, String> headers, String body) {
        HttpPost post;
        try {
            post = new HttpPost(destination);
        } catch (IllegalArgumentException e) {
            return new Caught(0, null, "the destination is no address");
        }
        headers.forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(body.getBytes(UTF_8), JSON));
        // The client's own timeouts begin anew with every byte; an endpoint that drips would hold on for ever.
        var deadline = deadlines.schedule(post::cancel, PATIENCE.toMilliseconds(), TimeUnit.MILLISECONDS);
        try {
            return http.execute(post, Line::read);
        } catch (UnknownHostException e) {
            return new Caught(0, null, "the address is not known, or may not be called");
        } catch (IOException | RuntimeException e) {
            return new Caught(0, null, post.isCancelled() ? "no answer within 5 seconds" : "the connection failed");
        } finally {
            deadline.cancel(false);
        }
    }

    @PreDestroy
    void close() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }

    private static Caught read(ClassicHttpResponse response) throws IOException {
        var type = response.getFirstHeader("Content-Type");
        return new Caught(response.getCode(), type == null ? null : type.getValue(), beginning(response));
    }

    // What is not read is not waited for: the connection is given up instead.
    private static String beginning(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) return "";
        InputStream content = response.getEntity().getContent();
        byte[] read = content.readNBytes(MOST_READ + 1);
        if (read.length > MOST_READ) response.close();
        return new String(read, 0, Math.min(read.length, MOST_READ), UTF_8);
    }
}
