package dev.portico.embedded.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/// The mailbox over HTTP: a page at `/`, and Mailpit's read API below `/api/v1`.
final class MailboxHttp implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String API = "/api/v1/";
    private static final Map<String, String> PAGE =
            Map.of("/", "mailbox.html", "/mailbox.css", "mailbox.css", "/mailbox.js", "mailbox.js");
    private static final int MOST = 1000;

    private final CaughtMail caught;
    private final HttpServer server;

    /// What is answered.
    private record Answer(int status, String type, byte[] body) {

        static Answer json(int status, Object value) {
            return new Answer(status, "application/json; charset=utf-8", JSON.writeValueAsBytes(value));
        }

        static Answer nothing() {
            return json(404, Map.of("Error", "not found"));
        }
    }

    MailboxHttp(CaughtMail caught, int port) throws IOException {
        this.caught = caught;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answerTo(exchange);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type);
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src * data:;"
                            + " connect-src 'self'; frame-src 'self' about:; base-uri 'none'; form-action 'none'");
            exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
            exchange.getResponseBody().write(answer.body);
        }
    }

    private Answer answerTo(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (method.equals("DELETE") && path.equals(API + "messages")) return forget();
        if (!method.equals("GET") && !method.equals("HEAD"))
            return Answer.json(405, Map.of("Error", "method not allowed"));
        String file = PAGE.get(path);
        if (file != null) return page(file);
        return path.startsWith(API)
                ? api(List.of(path.substring(API.length()).split("/")), query(exchange))
                : Answer.nothing();
    }

    private Answer api(List<String> path, Map<String, String> query) {
        return switch (path.getFirst()) {
            case "messages" -> list("", query);
            case "search" -> list(query.getOrDefault("query", ""), query);
            case "message" -> path.size() < 2 ? Answer.nothing() : message(path);
            case "info" ->
                Answer.json(
                        200,
                        Map.of(
                                "Version",
                                "portico",
                                "Messages",
                                caught.newestFirst().size()));
            default -> Answer.nothing();
        };
    }

    private Answer list(String search, Map<String, String> query) {
        List<Mail> all = caught.newestFirst();
        List<Mail> found = all.stream().filter(MailQuery.parse(search)).toList();
        int start = number(query.get("start"), 0);
        int limit = Math.min(number(query.get("limit"), 50), MOST);
        return Answer.json(200, MailpitView.list(found, all.size(), start, limit));
    }

    private Answer message(List<String> path) {
        Mail mail = caught.find(path.get(1)).orElse(null);
        if (mail == null) return Answer.nothing();
        if (path.size() == 2) return Answer.json(200, MailpitView.whole(mail));
        if (path.get(2).equals("raw")) return new Answer(200, "text/plain; charset=utf-8", mail.raw());
        return path.size() == 4 && path.get(2).equals("part") ? part(mail, path.get(3)) : Answer.nothing();
    }

    private static Answer part(Mail mail, String partId) {
        return mail.attachments().stream()
                .filter(attachment -> attachment.partId().equals(partId))
                .findFirst()
                .map(attachment -> new Answer(200, attachment.contentType(), attachment.content()))
                .orElseGet(Answer::nothing);
    }

    private Answer forget() {
        caught.forgetAll();
        return new Answer(200, "text/plain; charset=utf-8", "ok".getBytes(UTF_8));
    }

    private static Answer page(String file) throws IOException {
        String type = file.endsWith(".css") ? "text/css" : file.endsWith(".js") ? "text/javascript" : "text/html";
        try (InputStream content = MailboxHttp.class.getResourceAsStream("/mailbox/" + file)) {
            return content == null
                    ? Answer.nothing()
                    : new Answer(200, type + "; charset=utf-8", content.readAllBytes());
        }
    }

    private static int number(@org.jspecify.annotations.Nullable String text, int otherwise) {
        return text != null && text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : otherwise;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = new HashMap<String, String>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) query.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
