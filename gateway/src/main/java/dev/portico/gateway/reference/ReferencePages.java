package dev.portico.gateway.reference;

import dev.portico.chassis.id.Secrets;
import dev.portico.gateway.admission.Door;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// `/openapi.json` and `/docs`, at the API's host and open to everybody: they tell nothing that the product's sources
/// do
/// not.
@Configuration(proxyBeanMethods = false)
class ReferencePages {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
            + " trusted-types 'none'";

    private static final Map<String, Document> DOCUMENTS = Map.of(
            "/openapi.json", new Document("application/json", () -> Resources.text("/openapi.json")),
            "/docs", new Document("text/html;charset=UTF-8", () -> ReferencePage.of(Resources.contract())),
            "/docs/reference.css",
                    new Document("text/css;charset=UTF-8", () -> Resources.text("/reference/reference.css")),
            "/docs/reference.js",
                    new Document("text/javascript;charset=UTF-8", () -> Resources.text("/reference/reference.js")));

    private final Map<String, Made> made = new ConcurrentHashMap<>();

    private record Document(String contentType, Supplier<String> text) {}

    /// A document, made when it is first asked for.
    private record Made(String etag, byte[] plain, byte[] gzip) {

        static Made of(Document document) {
            byte[] plain = document.text().get().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return new Made(
                    '"' + Secrets.sha256(new String(plain, java.nio.charset.StandardCharsets.UTF_8)) + '"',
                    plain,
                    zipped(plain));
        }

        private static byte[] zipped(byte[] plain) {
            var bytes = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(bytes)) {
                gzip.write(plain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    @Bean
    @Order(1)
    RouterFunction<ServerResponse> reference(Door door) {
        return RouterFunctions.route()
                .GET(
                        request -> door.isApi(request.servletRequest()) && DOCUMENTS.containsKey(request.path()),
                        this::serve)
                .build();
    }

    private ServerResponse serve(ServerRequest request) {
        Document document = java.util.Objects.requireNonNull(DOCUMENTS.get(request.path()));
        Made found = made.computeIfAbsent(request.path(), _ -> Made.of(document));
        HttpHeaders asked = request.headers().asHttpHeaders();
        boolean known = found.etag.equals(asked.getFirst(HttpHeaders.IF_NONE_MATCH));
        boolean zipped =
                String.valueOf(asked.getFirst(HttpHeaders.ACCEPT_ENCODING)).contains("gzip");
        var answer = ServerResponse.status(known ? 304 : 200)
                .header(HttpHeaders.ETAG, found.etag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("Content-Security-Policy", POLICY);
        if (known) return answer.build();
        answer.contentType(MediaType.valueOf(document.contentType));
        if (zipped) answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        return answer.body(zipped ? found.gzip : found.plain);
    }
}
