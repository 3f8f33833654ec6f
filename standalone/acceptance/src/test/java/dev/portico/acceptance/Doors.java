package dev.portico.acceptance;

import dev.portico.gateway.route.Routes;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;

/// The ways into Portico: the API's host, each merchant's portal, and past the gateway straight into a service.
final class Doors {

    private final String gateway;
    private final String apiHost;
    private final Properties ports = new Properties();

    Doors(Portico portico) throws IOException {
        this.gateway = "http://127.0.0.1:" + portico.port;
        this.apiHost = "localhost:" + portico.port;
        ports.load(new StringReader(Files.readString(portico.data.resolve("ports"))));
    }

    Wire.Request api(Wire.Request request) {
        return at(gateway, request, request.target()).with("Host", apiHost);
    }

    Wire.Request api(Wire.Request request, String key) {
        return api(request).with("Authorization", "Bearer " + key);
    }

    Wire.Request portal(Wire.Request request, Estate estate) {
        return at(gateway, request, "/api" + request.target())
                .with(Map.of("Host", estate.host(), "X-Portal", "1", "Origin", "http://" + estate.host()));
    }

    Wire.Request portal(Wire.Request request, Estate estate, String session) {
        return portal(request, estate).with("Cookie", "__Host-sid=" + session);
    }

    Wire.Request service(Wire.Request request, String token) {
        var direct = at("http://127.0.0.1:" + ports.getProperty(serviceOf(request)), request, request.target());
        return token.isEmpty() ? direct : direct.with("Portico-Token", token);
    }

    /// The service behind the door that answers a request.
    String serviceOf(Wire.Request request) {
        String path = request.target().replaceAll("\\?.*", "");
        return Routes.answering(path)
                .orElseThrow(() -> new AssertionError("no service answers at " + path))
                .audience();
    }

    private static Wire.Request at(String address, Wire.Request request, String target) {
        return new Wire.Request(request.verb(), address, target, request.headers(), request.body());
    }
}
