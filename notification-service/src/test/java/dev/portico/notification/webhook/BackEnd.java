package dev.portico.notification.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A merchant's back end that takes webhooks, or doesn't.
final class BackEnd implements AutoCloseable {

    final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Answering answering;

    record Call(
            String body,
            String contentType,
            String signature,
            String webhookId,
            String standardSignature,
            String standardTimestamp) {}

    /// How it answers the n-th call, counted from 1.
    interface Answering {
        void answer(int nth, HttpExchange exchange) throws IOException, InterruptedException;
    }

    BackEnd(Answering answering) throws IOException {
        this.answering = answering;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    static BackEnd accepting() throws IOException {
        return new BackEnd((_, exchange) -> exchange.sendResponseHeaders(200, -1));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var headers = exchange.getRequestHeaders();
            calls.add(new Call(
                    body,
                    headers.getFirst("Content-Type"),
                    headers.getFirst("Paddle-Signature"),
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-signature"),
                    headers.getFirst("webhook-timestamp")));
            answering.answer(calls.size(), exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
