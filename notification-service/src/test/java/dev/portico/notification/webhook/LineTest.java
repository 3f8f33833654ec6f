package dev.portico.notification.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a back end can do to us by answering.
class LineTest {

    static final WebhookSettings LOOPBACK = new WebhookSettings(List.of("127.0.0.0/8"), 20, 2);
    final Line line = new Line(new Surroundings(LOOPBACK), LOOPBACK);

    @Test
    void a_body_goes_out_to_the_byte_under_paddles_content_type() throws Exception {
        try (BackEnd backEnd = BackEnd.accepting()) {
            String body = "{\"name\":\"Zoë 🦊\"}";
            assertThat(line.call(backEnd.url(), Map.of("webhook-id", "ntf_1"), body)
                            .status())
                    .isEqualTo(200);
            assertThat(backEnd.calls.getFirst().body()).isEqualTo(body);
            assertThat(backEnd.calls.getFirst().contentType()).isEqualTo("application/json");
        }
    }

    @Test
    @Timeout(10)
    void a_header_that_never_ends_is_not_read_to_the_end() throws Exception {
        try (ServerSocket endless = answering(out -> {
            out.write("HTTP/1.1 200 OK\r\nX-Endless: ".getBytes(US_ASCII));
            for (int i = 0; i < 10_000; i++) out.write("a".repeat(1_000).getBytes(US_ASCII));
        })) {
            assertThat(line.call(url(endless), Map.of(), "{}").status()).isZero();
        }
    }

    @Test
    @Timeout(10)
    void headers_that_never_end_are_not_read_to_the_end() throws Exception {
        try (ServerSocket endless = answering(out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
            for (int i = 0; i < 1_000_000; i++) out.write(("X-" + i + ": a\r\n").getBytes(US_ASCII));
        })) {
            assertThat(line.call(url(endless), Map.of(), "{}").status()).isZero();
        }
    }

    @Test
    void what_is_no_http_is_a_failure_and_nothing_worse() throws Exception {
        try (ServerSocket other = answering(out -> out.write("220 mail.example ESMTP\r\n".getBytes(US_ASCII)))) {
            assertThat(line.call(url(other), Map.of(), "{}").status()).isZero();
        }
        assertThat(line.call("https://exa mple/", Map.of(), "{}").body()).isEqualTo("the destination is no address");
    }

    @Test
    @Timeout(10)
    void a_slow_endpoint_does_not_hold_up_another_one_on_the_same_host() throws Exception {
        var slow = new CountDownLatch(1);
        try (var host = new BackEnd((_, exchange) -> {
            boolean isSlow = exchange.getRequestURI().getPath().endsWith("slow");
            if (isSlow && !slow.await(4, TimeUnit.SECONDS)) throw new IOException("nobody let it go");
            exchange.sendResponseHeaders(200, -1);
        })) {
            for (int i = 0; i < 4; i++) Thread.ofVirtual().start(() -> line.call(host.url() + "/slow", Map.of(), "{}"));
            while (host.calls.size() < 4) Thread.sleep(10);
            assertThat(line.call(host.url() + "/quick", Map.of(), "{}").status())
                    .isEqualTo(200);
            slow.countDown();
        }
    }

    private interface Answer {
        void to(OutputStream out) throws IOException;
    }

    private static ServerSocket answering(Answer answer) throws IOException {
        var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                if (socket.getInputStream().read() >= 0) answer.to(socket.getOutputStream());
                Thread.sleep(200);
            } catch (IOException e) {
                // The caller has hung up, as he should.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return server;
    }

    private static String url(ServerSocket server) {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }
}
