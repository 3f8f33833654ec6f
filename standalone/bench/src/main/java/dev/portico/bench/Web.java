package dev.portico.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// One server, as clients call it who come back on the same connections.
///
/// @param headers sent with every request
record Web(HttpClient http, String address, Map<String, String> headers) {

    static final JsonMapper JSON = JsonMapper.builder().build();

    Web(String address, Map<String, String> headers) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), address, headers);
    }

    HttpResponse<String> get(String path, String cookie) throws IOException, InterruptedException {
        return send(path, cookie, HttpRequest.newBuilder().GET());
    }

    HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
        return send(path, "", posted(body));
    }

    /// Posts what is to be refused.
    void postInVain(String path, Object body, String cookie, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = answer(path, cookie, posted(body));
        if (answer.statusCode() != status) throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }

    /// The cookie that an answer sets, as the next request sends it.
    static String cookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .reduce("", (some, more) -> some.isEmpty() ? more : some + "; " + more);
    }

    private static HttpRequest.Builder posted(Object body) {
        return HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private HttpResponse<String> send(String path, String cookie, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = answer(path, cookie, request);
        if (answer.statusCode() >= 400) throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        return answer;
    }

    private HttpResponse<String> answer(String path, String cookie, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        request.uri(URI.create(address + path));
        headers.forEach(request::header);
        if (!cookie.isEmpty()) request.header("Cookie", cookie);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
