package dev.portico.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A merchant of its own, and what its back end does.
///
/// @param key its API key
record Shop(Run run, HttpClient http, String key) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String AS_JSON = "application/json";

    static Shop open(Run run) throws IOException, InterruptedException {
        var operator = new Shop(run, HttpClient.newHttpClient(), run.operatorKey());
        String body = JSON.writeValueAsString(Map.of("name", "Bench", "slug", "bench"));
        JsonNode created = operator.send("POST", "/merchants", AS_JSON, body);
        return new Shop(run, operator.http, created.path("data").path("api_key").asString());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, AS_JSON, "");
    }

    /// The id of the first in a list.
    String first(String list) throws IOException, InterruptedException {
        return get(list).path("data").path(0).path("id").asString();
    }

    /// @return the id of what is made
    String make(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, AS_JSON, body).path("data").path("id").asString();
    }

    /// The id of a price that recurs each month.
    String price() throws IOException, InterruptedException {
        String product = make("/products", "{\"name\":\"Engine\"}");
        return make("/prices", """
                {"product_id":"%s","description":"Monthly","unit_price":{"amount":"1000","currency_code":"EUR"},
                 "billing_cycle":{"interval":"month","frequency":1}}""".formatted(product));
    }

    /// The id of a payment by somebody new.
    String sale(String email, String price) throws IOException, InterruptedException {
        String customer = make("/customers", "{\"email\":\"" + email + "\"}");
        String card = make("/customers/" + customer + "/payment-methods", "{\"token\":\"tok_sandbox_visa\"}");
        return make("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s","quantity":1}],"payment_method_id":"%s"}""".formatted(customer, price, card));
    }

    void download(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) throw new IllegalStateException("answered " + answer.statusCode());
    }

    /// Imports these lines, and waits until all are kept.
    void load(String lines) throws IOException, InterruptedException {
        String id = send("POST", "/imports", "application/x-ndjson", lines)
                .path("data")
                .path("id")
                .asString();
        JsonNode now = get("/imports/" + id).path("data");
        while (!now.path("finished_at").isString()) {
            Thread.sleep(Duration.ofMillis(200));
            now = get("/imports/" + id).path("data");
        }
        if (now.path("rejected").asInt() > 0) throw new IllegalStateException(now.toString());
    }

    private JsonNode send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(run.api() + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", type)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) throw new IllegalStateException(answer.body());
        return JSON.readTree(answer.body());
    }
}
