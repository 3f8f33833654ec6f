package dev.portico.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// A gateway on a port of its own, in front of services that are not real.
final class RunningGateway implements AutoCloseable {

    final int port;
    final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningGateway(StubServices services, String... settings) throws JOSEException {
        var all = new ArrayList<>(List.of(
                "--spring.config.name=gateway",
                "--server.port=0",
                "--portico.service.keys.token="
                        + new ECKeyGenerator(Curve.P_256).generate().toJSONString()));
        for (String service : List.of("auth", "billing", "subscription", "invoice", "notification"))
            all.add("--portico.gateway.services." + service + "=" + services.address());
        all.addAll(List.of(settings));
        context = new SpringApplicationBuilder(GatewayApplication.class).run(all.toArray(String[]::new));
        port = Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.server.port")));
    }

    HttpRequest.Builder request(String host, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Host", host + ":" + port);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> api(String path, String key) throws Exception {
        return send(request("localhost", path).header("Authorization", "Bearer " + key));
    }

    double counted(String meter, String tag, String value) {
        var found = context.getBean(io.micrometer.core.instrument.MeterRegistry.class)
                .find(meter)
                .tag(tag, value)
                .counter();
        return found == null ? 0 : found.count();
    }

    @Override
    public void close() {
        context.close();
    }
}
