package dev.portico.billing.provider.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Refund;
import com.stripe.model.RefundCollection;
import com.stripe.model.SetupIntent;
import com.stripe.model.StripeError;
import com.stripe.model.StripeObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that speaks what the adapter uses of Stripe's API. Its answers are the library's own types, written by the
/// library's own JSON.
final class FakeStripe implements AutoCloseable {

    /// What goes wrong with the next request whose path begins so.
    record Trouble(String method, String path, Kind kind) {}

    enum Kind {
        /// Nothing is done, and nobody answers in time.
        LOST_REQUEST,
        /// It is done, but nobody answers in time.
        LOST_ANSWER,
        IDEMPOTENCY_KEY_IN_USE,
        TOO_MANY,
        FAILS,
        WRONG_KEY
    }

    private final HttpServer server;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final Map<String, String> answered = new ConcurrentHashMap<>();
    final Map<String, PaymentIntent> intents = new ConcurrentHashMap<>();
    final Map<String, Refund> refunds = new ConcurrentHashMap<>();
    final Map<String, PaymentMethod> methods = new ConcurrentHashMap<>();
    final Map<String, SetupIntent> setups = new ConcurrentHashMap<>();
    final List<String> requests = new CopyOnWriteArrayList<>();

    private record Answer(int status, String body) {}

    private record Asked(String method, String path, Map<String, String> form, String key) {}

    FakeStripe() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /// One after the other, each once.
    void troubled(String method, String path, Kind kind) {
        synchronized (troubles) {
            troubles.add(new Trouble(method, path, kind));
        }
    }

    /// A card as it comes from the form; charges of it end as its name says.
    PaymentMethod card(String name) {
        var card = new PaymentMethod.Card();
        card.setBrand("amex");
        card.setLast4("0005");
        card.setExpMonth(11L);
        card.setExpYear(2031L);
        var method = new PaymentMethod();
        method.setId("pm_" + name + "x" + String.format("%08d", next.incrementAndGet()));
        method.setObject("payment_method");
        method.setType("card");
        method.setCard(card);
        methods.put(method.getId(), method);
        return method;
    }

    SetupIntent setup(PaymentMethod method, String status, String customer) {
        var setup = new SetupIntent();
        setup.setId("seti_" + String.format("%08d", next.incrementAndGet()));
        setup.setObject("setup_intent");
        setup.setStatus(status);
        setup.setPaymentMethod(method.getId());
        setup.setCustomer(customer);
        if (customer != null) method.setCustomer(customer);
        setups.put(setup.getId(), setup);
        return setup;
    }

    /// Stripe forgets them after a day.
    void forgetIdempotencyKeys() {
        answered.clear();
    }

    long captured() {
        return intents.values().stream()
                .filter(intent -> intent.getStatus().equals("succeeded"))
                .count();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        var asked = new Asked(
                exchange.getRequestMethod(),
                path,
                form(query == null ? body : query),
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        requests.add(asked.method() + " " + path);
        Trouble trouble = trouble(asked);
        if (trouble != null && !done(trouble, asked)) return;
        Answer answer = trouble == null ? once(asked) : refusal(trouble);
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    // The client hangs up before it is answered.
    private boolean done(Trouble trouble, Asked asked) {
        if (trouble.kind() != Kind.LOST_REQUEST && trouble.kind() != Kind.LOST_ANSWER) return true;
        if (trouble.kind() == Kind.LOST_ANSWER) once(asked);
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private Trouble trouble(Asked asked) {
        synchronized (troubles) {
            Trouble first = troubles.peek();
            boolean now = first != null
                    && first.method().equals(asked.method())
                    && asked.path().matches(first.path());
            return now ? troubles.poll() : null;
        }
    }

    private static Answer refusal(Trouble trouble) {
        return switch (trouble.kind()) {
            case IDEMPOTENCY_KEY_IN_USE -> error(409, "idempotency_error", "idempotency_key_in_use", null);
            case TOO_MANY -> error(429, "invalid_request_error", "rate_limit", null);
            case WRONG_KEY -> error(401, "invalid_request_error", null, null);
            default -> error(500, "api_error", null, null);
        };
    }

    // A POST under a key that was answered before gets the same answer.
    private Answer once(Asked asked) {
        if (asked.key().equals("null")) return answer(asked);
        synchronized (answered) {
            String kept = answered.get(asked.key());
            if (kept != null) return new Answer(200, kept);
            Answer answer = answer(asked);
            if (answer.status() == 200) answered.put(asked.key(), answer.body());
            return answer;
        }
    }

    private Answer answer(Asked asked) {
        String[] parts = asked.path().substring("/v1/".length()).split("/");
        String id = parts.length > 1 ? parts[1] : "";
        return switch (asked.method() + " " + parts[0] + (parts.length > 1 ? "/…" : "")
                + (parts.length > 2 ? "/" + parts[2] : "")) {
            case "POST payment_intents" -> ok(made(asked.form()));
            case "GET payment_intents/…" -> found(intents.get(id));
            case "POST payment_intents/…/confirm" -> confirmed(id, asked.form());
            case "POST payment_intents/…/cancel" -> canceled(id, asked.form());
            case "GET refunds" -> ok(list(asked.form().get("payment_intent")));
            case "POST refunds" -> refunded(asked.form());
            case "GET setup_intents/…" -> found(setups.get(id));
            case "GET payment_methods/…" -> found(methods.get(id));
            case "POST payment_methods/…/attach" -> attached(id, asked.form());
            case "POST payment_methods/…/detach" -> detached(id);
            case "POST customers" -> ok(customer());
            default -> throw new IllegalStateException(asked.toString());
        };
    }

    private PaymentIntent made(Map<String, String> form) {
        var intent = new PaymentIntent();
        intent.setId("pi_" + next.incrementAndGet());
        intent.setObject("payment_intent");
        intent.setStatus("requires_confirmation");
        intent.setAmount(Long.valueOf(form.get("amount")));
        intent.setCurrency(form.get("currency"));
        intent.setCustomer(form.get("customer"));
        intent.setPaymentMethod(form.get("payment_method"));
        intent.setMetadata(metadata(form));
        intents.put(intent.getId(), intent);
        return intent;
    }

    private Answer confirmed(String id, Map<String, String> form) {
        PaymentIntent intent = intents.get(id);
        if (!intent.getStatus().equals("requires_confirmation"))
            return error(400, "invalid_request_error", "payment_intent_unexpected_state", null);
        if (!"true".equals(form.get("off_session"))) return error(400, "invalid_request_error", "off_session", null);
        PaymentMethod card = methods.get(intent.getPaymentMethod());
        if (card == null || card.getCustomer() == null)
            return error(400, "invalid_request_error", "resource_missing", null);
        String name = card.getId().replaceAll("^pm_|x[0-9]+$", "");
        return switch (name) {
            case "good" -> settled(intent, "succeeded");
            case "slow" -> settled(intent, "processing");
            case "challenged" -> settled(intent, "requires_action");
            case "authentication" -> declined(intent, "authentication_required", "authentication_required");
            case "poor" -> declined(intent, "card_declined", "insufficient_funds");
            case "stolen" -> declined(intent, "card_declined", "stolen_card");
            default -> declined(intent, "card_declined", "generic_decline");
        };
    }

    private static Answer settled(PaymentIntent intent, String status) {
        intent.setStatus(status);
        return ok(intent);
    }

    private static Answer declined(PaymentIntent intent, String code, String declineCode) {
        var error = new StripeError();
        error.setType("card_error");
        error.setCode(code);
        error.setDeclineCode(declineCode);
        intent.setStatus("requires_payment_method");
        intent.setLastPaymentError(error);
        return error(402, "card_error", code, declineCode);
    }

    private Answer canceled(String id, Map<String, String> form) {
        PaymentIntent intent = intents.get(id);
        intent.setCancellationReason(form.get("cancellation_reason"));
        return settled(intent, "canceled");
    }

    private RefundCollection list(String intent) {
        var list = new RefundCollection();
        list.setObject("list");
        list.setUrl("/v1/refunds");
        list.setHasMore(false);
        list.setData(new ArrayList<>(refunds.values().stream()
                .filter(refund -> refund.getPaymentIntent().equals(intent))
                .toList()));
        return list;
    }

    private Answer refunded(Map<String, String> form) {
        long amount = Long.parseLong(form.get("amount"));
        String intent = form.get("payment_intent");
        long before = refunds.values().stream()
                .filter(known -> known.getPaymentIntent().equals(intent))
                .mapToLong(Refund::getAmount)
                .sum();
        if (before + amount > intents.get(intent).getAmount())
            return error(400, "invalid_request_error", "charge_already_refunded", null);
        var refund = new Refund();
        refund.setId("re_" + next.incrementAndGet());
        refund.setObject("refund");
        refund.setStatus("succeeded");
        refund.setAmount(amount);
        refund.setPaymentIntent(intent);
        refund.setMetadata(metadata(form));
        refunds.put(refund.getId(), refund);
        return ok(refund);
    }

    private Answer attached(String id, Map<String, String> form) {
        PaymentMethod method = methods.get(id);
        if (method.getId().contains("unattachable")) return error(402, "card_error", "card_declined", "do_not_honor");
        method.setCustomer(form.get("customer"));
        return ok(method);
    }

    private Answer detached(String id) {
        PaymentMethod method = methods.remove(id);
        if (method == null) return error(404, "invalid_request_error", "resource_missing", null);
        method.setCustomer(null);
        return ok(method);
    }

    private Customer customer() {
        var customer = new Customer();
        customer.setId("cus_" + next.incrementAndGet());
        customer.setObject("customer");
        return customer;
    }

    private static Answer found(StripeObject object) {
        return object == null ? error(404, "invalid_request_error", "resource_missing", null) : ok(object);
    }

    private static Answer ok(StripeObject object) {
        return new Answer(200, object.toJson());
    }

    private static Answer error(int status, String type, String code, String declineCode) {
        var error = new StripeError();
        error.setType(type);
        error.setCode(code);
        error.setDeclineCode(declineCode);
        error.setMessage("No.");
        return new Answer(status, "{\"error\":" + error.toJson() + "}");
    }

    private static Map<String, String> metadata(Map<String, String> form) {
        var metadata = new LinkedHashMap<String, String>();
        form.forEach((name, value) -> {
            if (name.startsWith("metadata[")) metadata.put(name.substring(9, name.length() - 1), value);
        });
        return metadata;
    }

    private static Map<String, String> form(String body) {
        var form = new LinkedHashMap<String, String>();
        for (String pair : body.split("&")) {
            int at = pair.indexOf('=');
            if (at > 0)
                form.put(
                        URLDecoder.decode(pair.substring(0, at), UTF_8),
                        URLDecoder.decode(pair.substring(at + 1), UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
