package dev.portico.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.InternalToken;
import dev.portico.chassis.caller.InternalTokens;
import dev.portico.chassis.caller.Principal;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// One service, started as it would be alone: on a port of its own, with a database of its own.
public final class RunningService implements AutoCloseable {

    /// What links in answers start with, as if the gateway had said so.
    public static final String ORIGIN = "http://localhost:8080";

    private static final ECKey KEY = key();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final ConfigurableApplicationContext context;
    private final Clock clock = Clock.systemUTC();
    private final InternalTokens tokens = new InternalTokens(KEY.toJSONString(), clock);

    private RunningService(String name, ConfigurableApplicationContext context) {
        this.name = name;
        this.context = context;
    }

    public static RunningService start(Class<?> application, String name) {
        return start(application, name, Map.of());
    }

    /// @param settings on top of the service's own
    public static RunningService start(Class<?> application, String name, Map<String, Object> settings) {
        Infrastructure infrastructure = Infrastructure.shared();
        var all = new HashMap<String, Object>();
        all.put("spring.config.name", name);
        all.put("server.port", 0);
        all.put("spring.kafka.bootstrap-servers", infrastructure.kafka());
        all.put(
                "spring.mongodb.uri",
                infrastructure.mongo().apply("t" + UUID.randomUUID().toString().substring(0, 8)));
        all.put("spring.kafka.consumer.group-id", name);
        all.put("portico.service.keys.token", KEY.toPublicJWK().toJSONString());
        all.put("portico.service.keys.sealing", Base64.getEncoder().encodeToString(new byte[32]));
        all.put("portico.service.topics.partitions", 2);
        all.putAll(settings);
        String[] arguments = all.entrySet().stream()
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new);
        return new RunningService(name, new SpringApplicationBuilder(application).run(arguments));
    }

    /// Somebody who calls this service through the gateway. A customer has just signed in.
    public Client as(Principal principal) {
        return as(principal, Duration.ZERO);
    }

    /// A customer who signed in so long ago.
    public Client as(Principal principal, Duration ago) {
        Instant signedIn =
                principal instanceof Caller.Customer ? clock.instant().minus(ago) : null;
        return with(tokens.mint(new InternalToken(principal, ORIGIN, signedIn), name));
    }

    /// What the gateway would say of somebody, for whoever sends more than JSON.
    public String token(Principal principal) {
        return tokens.mint(new InternalToken(principal, ORIGIN, null), name);
    }

    /// Somebody who calls with whatever token he has got.
    public Client with(String token) {
        return new Client(HTTP, address(), Map.of(InternalTokens.HEADER, token));
    }

    public URI address() {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
