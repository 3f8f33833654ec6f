package dev.portico.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Every operation of the contract, called in every way in which nobody may call it. What belongs to `victim` must be
/// in no answer, and what is foreign must answer exactly as what is unknown.
final class Matrix {

    private static final Set<Integer> KEPT_OUT = Set.of(401, 403);
    private static final String MERCHANT = "merchant";
    private static final String CUSTOMER = "customer";

    private final Wire wire;
    private final Doors doors;
    private final Callers callers;
    private final Estate victim;
    private final Estate stranger;
    private final String operatorKey;
    private final List<Cell> cells = new ArrayList<>();

    /// One operation in one situation.
    ///
    /// @param look what is wrong with the answer; nothing if it is as it should be
    record Cell(Operation operation, String situation, Callable<List<String>> look) {}

    /// Somebody who may ask, but not for this.
    ///
    /// @param audience as what he asks, in the contract's words
    /// @param hidden what he must not get to see
    private record Asker(
            String who,
            String audience,
            Estate home,
            Person person,
            UnaryOperator<Wire.Request> door,
            Set<String> hidden) {

        String id(String name) {
            return home.id(person, name);
        }
    }

    Matrix(
            Wire wire,
            Doors doors,
            Callers callers,
            Estate victim,
            Estate stranger,
            String operatorKey,
            List<Operation> operations) {
        this.wire = wire;
        this.doors = doors;
        this.callers = callers;
        this.victim = victim;
        this.stranger = stranger;
        this.operatorKey = operatorKey;
        for (Operation operation : operations) {
            if (operation.isFor("anybody")) signedLinks(operation);
            else credentials(operation);
            pastTheGateway(operation);
            sessions(operation);
            otherSites(operation);
            forgedHeaders(operation);
            permissions(operation);
            others(operation);
            for (Asker asker : askers()) {
                foreignPaths(operation, asker);
                foreignQueries(operation, asker);
                foreignCursors(operation, asker);
                foreignReferences(operation, asker);
            }
            foreignIdempotencyKeys(operation);
        }
    }

    List<Cell> cells() {
        return List.copyOf(cells);
    }

    /// Whether whoever may call an operation gets through: else no cell would mean anything.
    List<String> control(Operation operation) {
        List<String> problems = new ArrayList<>();
        for (String body : Bodies.of(operation)) {
            Wire.Request request = request(operation, this::own, "", body);
            Wire.Answer answer = wire.send(allowed(operation, request));
            boolean malformed =
                    Set.of("invalid_json", "bad_request", "invalid_field").contains(answer.errorCode());
            boolean kept = Set.of(401, 403, 404, 405, 413, 415).contains(answer.status());
            if (malformed || kept || answer.status() >= 500)
                problems.add(operation + " is not open to those who may: " + answer.status() + " " + answer.text());
        }
        return problems;
    }

    private Wire.Request allowed(Operation operation, Wire.Request request) {
        if (operation.isFor("anybody")) return doors.api(request);
        if (operation.isFor(MERCHANT)) return doors.api(request, victim.merchant.key());
        if (operation.isFor("operator")) return doors.api(request, operatorKey);
        if (operation.isFor("visitor")) return doors.portal(request, victim);
        if (operation.isFor("task")) return doors.portal(request, victim).with("Portico-Task", victim.taskToken());
        return doors.portal(request, victim, victim.first().session());
    }

    // --- who is asking ---------------------------------------------------------------------------------------------

    private void credentials(Operation operation) {
        String key = victim.merchant.key();
        var headers = new LinkedHashMap<String, Map<String, String>>();
        headers.put("no credential", Map.of());
        headers.put("another scheme", authorization("Basic " + key));
        headers.put("a key without a scheme", authorization(key));
        headers.put("a scheme without a key", authorization("Bearer"));
        headers.put("two keys", authorization("Bearer " + key + " " + key));
        headers.put("a key of 300 characters", authorization("Bearer " + "x".repeat(300)));
        headers.put("an unknown key", authorization("Bearer " + otherEnd(key)));
        headers.put("a revoked key", authorization("Bearer " + victim.revokedKey));
        headers.put("half of the operator's key", authorization("Bearer " + operatorKey.substring(0, 20)));
        headers.put(
                "a session at the API",
                Map.of("Cookie", "__Host-sid=" + victim.first().session()));
        headers.put("a key as a cookie", Map.of("Cookie", "Authorization=" + key + "; api_key=" + key));
        headers.forEach((situation, sent) ->
                keptOut(operation, situation, doors.api(request(operation)).with(sent), everything()));
        keptOut(
                operation,
                "a key in the address",
                doors.api(request(operation, this::own, "api_key=" + key, body(operation))),
                everything());
    }

    private void sessions(Operation operation) {
        if (operation.isFor("anybody") || operation.isFor("visitor")) return;
        Wire.Request request = request(operation);
        Set<String> hidden = unseenByVisitors();
        keptOut(operation, "a visitor", doors.portal(request, victim), hidden);
        keptOut(operation, "a malformed session", doors.portal(request, victim, "not a session"), hidden);
        keptOut(
                operation,
                "an unknown session",
                doors.portal(request, victim, otherEnd(victim.first().session())),
                hidden);
        for (String ended : victim.endedSessions)
            keptOut(operation, "an ended session", doors.portal(request, victim, ended), hidden);
        keptOut(
                operation,
                "a key at a portal",
                doors.portal(request, victim).with(authorization("Bearer " + victim.merchant.key())),
                hidden);
        cell(operation, "a session at another merchant's portal", () -> {
            wire.send(doors.portal(new Wire.Request("GET", "", "/portal", Map.of(), ""), victim, session()));
            return refusals(doors.portal(request, stranger, session()), everythingButPublic(stranger));
        });
    }

    private String session() {
        return victim.first().session();
    }

    private void otherSites(Operation operation) {
        if (!operation.changes() || !operation.isFor(CUSTOMER)) return;
        Wire.Request request = doors.portal(request(operation), victim, session());
        Map<String, Wire.Request> forged = Map.of(
                "no X-Portal", request.without("X-Portal"),
                "no origin", request.without("Origin"),
                "an opaque origin", request.with("Origin", "null"),
                "another portal's origin", request.with("Origin", "http://" + stranger.host()),
                "an origin that looks alike", request.with("Origin", "http://" + victim.host() + ".evil.example"));
        forged.forEach((situation, sent) ->
                cell(operation, "a change from another site: " + situation, () -> refusals(sent, victim.secrets())));
    }

    private void permissions(Operation operation) {
        if (operation.permission().isEmpty()) return;
        String key = victim.keysLacking.get(operation.permission());
        cell(operation, "a key without the permission", () -> {
            Wire.Request request = doors.api(request(operation), key);
            List<String> problems = refusals(request, victim.secrets());
            if (!wire.send(request).text().contains(operation.permission()))
                problems.add("the missing permission is not named");
            return problems;
        });
    }

    // Those whom it does not concern, with ids that are theirs.
    private void others(Operation operation) {
        if (operation.isFor("anybody")) return;
        Wire.Request request = request(operation);
        if (!operation.isFor(MERCHANT))
            keptOut(operation, "a key where none belongs", doors.api(request, victim.merchant.key()), Set.of());
        if (!operation.isFor("operator"))
            keptOut(operation, "the operator", doors.api(request, operatorKey), everything());
        if (!operation.isFor(CUSTOMER))
            keptOut(operation, "a customer where none belongs", doors.portal(request, victim, session()), Set.of());
    }

    private void pastTheGateway(Operation operation) {
        Wire.Request request = request(operation);
        String service = doors.serviceOf(request);
        callers.forgeries(victim, stranger, service)
                .forEach((what, token) -> keptOut(
                        operation, "past the gateway with " + what, doors.service(request, token), everything()));
    }

    // What is inside of the house is believed by the services: nobody outside can say it.
    private void forgedHeaders(Operation operation) {
        if (operation.isFor("anybody")) return;
        Wire.Request request = request(operation);
        String service = doors.serviceOf(request);
        Map<String, String> headers = Map.of(
                "Portico-Token", callers.merchant(victim, service),
                "X-Merchant-Id", victim.merchant.id(),
                "X-Customer-Id", victim.first().ids().get("customer_id"),
                "X-Forwarded-Host", victim.host(),
                "Forwarded", "for=127.0.0.1;host=" + victim.host() + ";proto=https",
                "X-Forwarded-For", "127.0.0.1",
                "X-Forwarded-Prefix", "/api",
                "X-Original-URL", request.target(),
                "X-Rewrite-URL", request.target(),
                "X-HTTP-Method-Override", "GET");
        headers.forEach((name, value) -> keptOut(
                operation, "a forged header: " + name, doors.api(request).with(name, value), everything()));
        if (!operation.isFor("visitor"))
            keptOut(
                    operation,
                    "a forged header at a portal: Portico-Token",
                    doors.portal(request, victim)
                            .with("Portico-Token", callers.customer(victim, victim.first(), service)),
                    unseenByVisitors());
        Asker asker = key(
                "another merchant's key and every forged header",
                sent -> doors.api(sent, stranger.merchant.key()).with(headers));
        foreignPaths(operation, asker);
    }

    private void signedLinks(Operation operation) {
        String link = victim.first().ids().get("signed");
        int signature = link.lastIndexOf('.') + 1;
        Map.of(
                        "without its signature",
                        link.substring(0, signature),
                        "with another's signature",
                        link.substring(0, signature)
                                + stranger.first().ids().get("signed").replaceAll(".*\\.", ""),
                        "unsigned",
                        "eyJhbGciOiJub25lIn0" + link.substring(link.indexOf('.'), signature),
                        "that says something else",
                        link.replaceFirst("\\.", ".e"))
                .forEach((how, changed) -> cell(operation, "a signed link " + how, () -> {
                    var asked =
                            new Wire.Request("GET", "", operation.path().replace("{signed}", changed), Map.of(), "");
                    Wire.Answer answer = wire.send(doors.api(asked));
                    return answer.status() == 404 ? List.of() : List.of("answered " + answer.status());
                }));
    }

    // --- what is asked for -----------------------------------------------------------------------------------------

    private List<Asker> askers() {
        Person second = victim.second();
        Set<String> unseenBySecond = new HashSet<>(victim.first().words());
        unseenBySecond.addAll(stranger.secrets());
        unseenBySecond.addAll(victim.keys);
        return List.of(
                key("another merchant's key", request -> doors.api(request, stranger.merchant.key())),
                key(
                        "another merchant's key, past the gateway",
                        request -> doors.service(request, callers.merchant(stranger, doors.serviceOf(request)))),
                new Asker(
                        "another customer of the merchant",
                        CUSTOMER,
                        victim,
                        second,
                        request -> doors.portal(request, victim, second.session()),
                        unseenBySecond),
                new Asker(
                        "another merchant's customer",
                        CUSTOMER,
                        stranger,
                        stranger.first(),
                        request ->
                                doors.portal(request, stranger, stranger.first().session()),
                        victim.secrets()),
                new Asker(
                        "another merchant's customer, past the gateway",
                        CUSTOMER,
                        stranger,
                        stranger.first(),
                        request -> doors.service(
                                request, callers.customer(stranger, stranger.first(), doors.serviceOf(request))),
                        victim.secrets()));
    }

    private Asker key(String who, UnaryOperator<Wire.Request> door) {
        return new Asker(who, MERCHANT, stranger, stranger.first(), door, victim.secrets());
    }

    // Every variable of the path that could be foreign, alone and together with the others.
    private void foreignPaths(Operation operation, Asker asker) {
        if (operation.isFor("anybody")) return;
        for (Set<String> foreign : subsets(operation.variables()))
            cell(operation, asker.who + " at a foreign " + String.join(" and ", foreign), () -> {
                Wire.Request theirs = asked(operation, asker, foreign, this::own);
                Wire.Request unknown = asked(operation, asker, foreign, name -> Unknown.instead(own(name)));
                List<String> problems = told(asker, theirs, unknown);
                if (!wire.send(unknown).isRefusal()) problems.add("what is unknown is not refused");
                return problems;
            });
    }

    private Wire.Request asked(Operation operation, Asker asker, Set<String> foreign, UnaryOperator<String> theirs) {
        UnaryOperator<String> ids = name -> foreign.contains(name) ? theirs.apply(name) : asker.id(name);
        return asker.door.apply(request(operation, ids, "", Bodies.filled(body(operation), asker::id)));
    }

    private void foreignQueries(Operation operation, Asker asker) {
        if (!operation.isFor(asker.audience)) return;
        for (String parameter : operation.parameters()) {
            String value = identifying(operation, parameter);
            boolean shared = asker.home == victim && victim.ids.containsKey(parameter);
            if (!value.isEmpty() && !shared)
                cell(operation, asker.who + " filters by a foreign " + parameter, () -> {
                    Wire.Request theirs = listed(operation, asker, parameter + "=" + encoded(value));
                    Wire.Request unknown = listed(operation, asker, parameter + "=" + encoded(Unknown.instead(value)));
                    return told(asker, theirs, unknown);
                });
        }
    }

    private void foreignCursors(Operation operation, Asker asker) {
        if (!operation.isFor(asker.audience) || !operation.parameters().contains("after")) return;
        String cursor = firstListed(operation);
        if (cursor.isEmpty()) return;
        Stream<String> orders = operation.orders().isEmpty()
                ? Stream.of("")
                : operation.orders().stream().map(order -> "&order_by=" + encoded(order));
        orders.forEach(order -> cell(operation, asker.who + " goes on after a foreign one " + order, () -> {
            Wire.Request theirs = listed(operation, asker, "after=" + cursor + order);
            Wire.Request unknown = listed(operation, asker, "after=" + Unknown.instead(cursor) + order);
            return told(asker, theirs, unknown);
        }));
    }

    private void foreignReferences(Operation operation, Asker asker) {
        if (!operation.isFor(asker.audience) || !operation.takesBody()) return;
        for (String body : Bodies.of(operation))
            for (String reference : Bodies.references(body)) {
                boolean shared = asker.home == victim && victim.ids.containsKey(reference);
                if (shared) continue;
                cell(operation, asker.who + " refers to a foreign " + reference, () -> {
                    Wire.Request theirs = referring(operation, asker, body, reference, own(reference));
                    Wire.Request unknown =
                            referring(operation, asker, body, reference, Unknown.instead(own(reference)));
                    List<String> problems = told(asker, theirs, unknown);
                    if (!wire.send(theirs).isRefusal()) problems.add("a foreign reference is accepted");
                    return problems;
                });
            }
    }

    private Wire.Request referring(Operation operation, Asker asker, String template, String reference, String id) {
        String body = Bodies.filled(template, name -> name.equals(reference) ? id : asker.id(name));
        return asker.door.apply(request(operation, asker::id, "", body));
    }

    private void foreignIdempotencyKeys(Operation operation) {
        if (!operation.parameters().contains("Idempotency-Key")) return;
        if (operation.isFor(MERCHANT))
            sharedKey(
                    operation,
                    "another merchant's Idempotency-Key",
                    request -> doors.api(request, victim.merchant.key()),
                    askers().getFirst());
        if (operation.isFor(CUSTOMER))
            for (Asker asker : askers().subList(2, 4))
                sharedKey(
                        operation,
                        asker.who + " with the same Idempotency-Key",
                        request -> doors.portal(request, victim, session()),
                        asker);
    }

    private void sharedKey(Operation operation, String situation, UnaryOperator<Wire.Request> owner, Asker asker) {
        cell(operation, situation, () -> {
            Wire.Request request =
                    request(operation).with("Idempotency-Key", UUID.randomUUID().toString());
            wire.send(owner.apply(request));
            Wire.Request again = asker.door.apply(request);
            Wire.Answer answer = wire.send(again);
            List<String> problems = seen(again, answer, asker.hidden);
            if (answer.headers().containsKey("idempotency-replayed")) problems.add("another's answer is replayed");
            if (answer.text().contains("Idempotency-Key"))
                problems.add("another's key is in the way: " + answer.text());
            return problems;
        });
    }

    // --- what came back --------------------------------------------------------------------------------------------

    private void keptOut(Operation operation, String situation, Wire.Request request, Set<String> hidden) {
        cell(operation, situation, () -> refusals(request, hidden));
    }

    private List<String> refusals(Wire.Request request, Set<String> hidden) {
        Wire.Answer answer = wire.send(request);
        List<String> problems = seen(request, answer, hidden);
        if (!KEPT_OUT.contains(answer.status())) problems.add("answered " + answer.status() + " " + answer.text());
        return problems;
    }

    private List<String> told(Asker asker, Wire.Request theirs, Wire.Request unknown) {
        Wire.Answer answer = wire.send(theirs);
        Wire.Answer nothing = wire.send(unknown);
        List<String> problems = seen(theirs, answer, asker.hidden);
        String one = Unknown.erased(answer.comparable(), theirs, unknown);
        String other = Unknown.erased(nothing.comparable(), theirs, unknown);
        if (!one.equals(other)) problems.add("foreign differs from unknown: " + one + " | " + other);
        return problems;
    }

    private static List<String> seen(Wire.Request request, Wire.Answer answer, Set<String> hidden) {
        String all = answer.headers() + answer.text();
        return hidden.stream()
                .filter(all::contains)
                .filter(word -> !request.says(word))
                .map(word -> "tells " + word + " in " + answer.status() + " " + answer.text())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Set<String> everything() {
        Set<String> all = new HashSet<>(victim.secrets());
        all.addAll(stranger.secrets());
        return all;
    }

    private Set<String> everythingButPublic(Estate host) {
        Set<String> all = everything();
        all.removeAll(host.publicWords());
        return all;
    }

    private Set<String> unseenByVisitors() {
        return everythingButPublic(victim);
    }

    // --- requests --------------------------------------------------------------------------------------------------

    private void cell(Operation operation, String situation, Callable<List<String>> look) {
        cells.add(new Cell(operation, situation, look));
    }

    private Wire.Request request(Operation operation) {
        return request(operation, this::own, "", Bodies.filled(body(operation), this::own));
    }

    private Wire.Request listed(Operation operation, Asker asker, String query) {
        return asker.door.apply(request(operation, asker::id, query, ""));
    }

    private static String body(Operation operation) {
        return Bodies.of(operation).getFirst();
    }

    private Wire.Request request(Operation operation, UnaryOperator<String> ids, String query, String body) {
        String path = operation.path();
        for (String variable : operation.variables()) {
            String value = ids.apply(variable);
            if (value.isEmpty())
                throw new AssertionError("nobody knows what to fill in for {" + variable + "} in " + operation);
            path = path.replace("{" + variable + "}", value);
        }
        String type = operation.path().startsWith("/imports") && body.endsWith("\n")
                ? "application/x-ndjson"
                : "application/json";
        return new Wire.Request(
                operation.verb(),
                "",
                query.isEmpty() ? path : path + "?" + query,
                Map.of("Content-Type", type),
                Bodies.filled(body, ids));
    }

    private String own(String name) {
        return name.equals("fresh")
                ? "f" + UUID.randomUUID().toString().substring(0, 13)
                : victim.id(victim.first(), name);
    }

    // What a parameter must be to mean one thing of the victim's.
    private String identifying(Operation operation, String parameter) {
        return switch (parameter) {
            case "id" -> firstListed(operation);
            case "search", "email" -> victim.first().email();
            case "filter" -> own("transaction_id");
            case "code", "invoice_number" -> own(parameter);
            default -> parameter.endsWith("_id") ? own(parameter) : "";
        };
    }

    private final Map<String, String> listed = new LinkedHashMap<>();

    private String firstListed(Operation operation) {
        return listed.computeIfAbsent(operation.path(), _ -> {
            JsonNode items =
                    wire.send(allowed(operation, request(operation))).json().path("data");
            return items.valueStream()
                    .filter(item ->
                            own("customer_id").equals(item.path("customer_id").asString(own("customer_id"))))
                    .findFirst()
                    .map(item -> item.path("id").asString(item.path("event_id").asString("")))
                    .orElse("");
        });
    }

    private static List<Set<String>> subsets(List<String> variables) {
        return variables.stream()
                .reduce(
                        List.of(Set.<String>of()),
                        (known, variable) -> Stream.concat(
                                        known.stream(), known.stream().map(set -> {
                                            Set<String> more = new HashSet<>(set);
                                            more.add(variable);
                                            return more;
                                        }))
                                .toList(),
                        (one, other) -> other)
                .stream()
                .filter(set -> !set.isEmpty())
                .toList();
    }

    private static Map<String, String> authorization(String value) {
        return Map.of("Authorization", value);
    }

    private static String otherEnd(String secret) {
        String end = secret.endsWith("a") ? "b" : "a";
        return secret.substring(0, secret.length() - 6) + end.repeat(6);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
