package dev.portico.gateway.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.caller.InternalToken;
import dev.portico.chassis.caller.InternalTokens;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.observability.Trace;
import dev.portico.gateway.GatewaySettings;
import dev.portico.gateway.limit.Shares;
import dev.portico.gateway.route.Breakers;
import dev.portico.gateway.route.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/// Asks auth-service who is who, and remembers the answer for so short a time that signing out works within a second.
@Component
public final class Directory implements Shares {

    private static final Duration HOSTS_FOR = Duration.ofSeconds(10);
    private static final Duration CREDENTIALS_FOR = Duration.ofMillis(900);
    private static final ParameterizedTypeReference<Answer<Portal>> PORTAL = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Answer<Session>> SESSION = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Answer<Task>> TASK = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Answer<ApiKey>> API_KEY = new ParameterizedTypeReference<>() {};

    private static final ParameterizedTypeReference<Answer<Granted>> GRANTED = new ParameterizedTypeReference<>() {};

    private final RestClient auth;
    private final Tokens tokens;
    private final Breakers breakers;
    private final Cache<String, Optional<Portal>> portals = remembering(HOSTS_FOR);
    private final Cache<String, Optional<Session>> sessions = remembering(CREDENTIALS_FOR);
    private final Cache<String, Optional<Task>> tasks = remembering(CREDENTIALS_FOR);
    private final Cache<String, Optional<ApiKey>> apiKeys = remembering(CREDENTIALS_FOR);

    /// The merchant whose portal a host is.
    public record Portal(
            String merchantId,
            String slug,
            String name,
            @Nullable String brandColor,
            String locale) {}

    /// Who is signed in.
    ///
    /// @param signedInAt since when
    public record Session(
            String customerId, String sessionId, @Nullable Instant signedInAt) {}

    /// Whose task it is, and which.
    public record Task(String customerId, String transactionId) {}

    /// Whose key it is, and what it may do.
    public record ApiKey(String merchantId, String apiKeyId, Set<String> permissions) {}

    private record Answer<T>(T data) {}

    private record Granted(long granted, long retryAfterMillis) {}

    Directory(
            GatewaySettings settings,
            ClientHttpRequestFactory http,
            JsonMapper json,
            Tokens tokens,
            Breakers breakers) {
        JsonMapper tolerant = json.rebuild()
                .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        this.auth = RestClient.builder()
                .requestFactory(http)
                .baseUrl(settings.services().auth())
                .configureMessageConverters(converters -> converters.withJsonConverter(
                        new org.springframework.http.converter.json.JacksonJsonHttpMessageConverter(tolerant)))
                .build();
        this.tokens = tokens;
        this.breakers = breakers;
    }

    /// The portal at this host name, if there is one.
    public Optional<Portal> portal(String host) {
        return portals.get(host, name -> known(() -> get(name)));
    }

    /// The session behind a cookie, at this merchant.
    public Optional<Session> session(String merchantId, String cookie) {
        var question = Map.of("merchant_id", merchantId, "session", cookie);
        return sessions.get(
                Secrets.sha256(merchantId + cookie),
                _ -> known(() -> post("/gateway/sessions/check", question, SESSION)));
    }

    /// The task that a link's token opens, at this merchant.
    public Optional<Task> task(String merchantId, String token) {
        var question = Map.of("merchant_id", merchantId, "task", token);
        return tasks.get(
                Secrets.sha256(merchantId + token), _ -> known(() -> post("/gateway/tasks/check", question, TASK)));
    }

    /// The owner of an API key.
    public Optional<ApiKey> apiKey(String key) {
        return apiKeys.get(
                Secrets.sha256(key), _ -> known(() -> post("/gateway/api-keys/check", Map.of("key", key), API_KEY)));
    }

    /// {@inheritDoc}
    ///
    /// @throws dev.portico.chassis.error.Refusal if auth-service can't be reached
    @Override
    public Share take(String merchantId, String bucket, int perMinute, int wanted) {
        var question = Map.of("merchant_id", merchantId, "bucket", bucket, "per_minute", perMinute, "wanted", wanted);
        Granted granted = known(() -> post("/gateway/limits/take", question, GRANTED))
                .orElseThrow(() -> Refusal.of(ErrorCode.SERVICE_UNAVAILABLE));
        return new Share(granted.granted(), Duration.ofMillis(granted.retryAfterMillis()));
    }

    /// Forgets a session at once: it has just ended here.
    void forget(String merchantId, String cookie) {
        sessions.invalidate(Secrets.sha256(merchantId + cookie));
    }

    private @Nullable Answer<Portal> get(String host) {
        return auth.get()
                .uri("/gateway/hosts/{host}", host)
                .header(InternalTokens.HEADER, own())
                .header(Trace.HEADER, Trace.current().traceparent())
                .retrieve()
                .body(PORTAL);
    }

    private <T> @Nullable Answer<T> post(String path, Object question, ParameterizedTypeReference<Answer<T>> type) {
        return auth.post()
                .uri(path)
                .header(InternalTokens.HEADER, own())
                .header(Trace.HEADER, Trace.current().traceparent())
                .contentType(org.springframework.http.MediaType.APPLICATION_JSON)
                .body(question)
                .retrieve()
                .body(type);
    }

    private String own() {
        return tokens.mint(new InternalToken(new Insider.Gateway(), "http://gateway"), Service.AUTH);
    }

    // That auth-service knows nobody is an answer; that it doesn't answer is said as of any other service.
    private <T> Optional<T> known(Supplier<@Nullable Answer<T>> question) {
        return breakers.call(Service.AUTH, () -> {
            try {
                return Optional.ofNullable(question.get()).map(Answer::data);
            } catch (HttpClientErrorException.NotFound | HttpClientErrorException.BadRequest e) {
                return Optional.<T>empty();
            }
        });
    }

    private static <T> Cache<String, T> remembering(Duration time) {
        return Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(time).build();
    }
}
