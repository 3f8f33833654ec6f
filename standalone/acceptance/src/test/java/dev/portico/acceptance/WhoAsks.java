package dev.portico.acceptance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Cells in which the wrong one asks: without a credential, with one that is no longer good, with somebody else's, with
/// a forged one, from another site.
final class WhoAsks {

    private final Scene scene;
    private final Wire wire;
    private final Doors doors;
    private final Estate victim;
    private final Estate stranger;
    private final Requests requests;
    private final Verdict verdict;
    private final Consumer<Cell> cells;

    WhoAsks(Scene scene, Requests requests, Consumer<Cell> cells) {
        this.scene = scene;
        this.wire = scene.wire();
        this.doors = scene.doors();
        this.victim = scene.victim();
        this.stranger = scene.stranger();
        this.requests = requests;
        this.verdict = new Verdict(scene.wire());
        this.cells = cells;
    }

    void about(Operation operation) {
        if (!operation.isFor("anybody")) credentials(operation);
        else if (operation.path().contains("{signed")) signedLinks(operation);
        else signatures(operation);
        pastTheGateway(operation);
        sessions(operation);
        otherSites(operation);
        forgedHeaders(operation);
        permissions(operation);
        others(operation);
    }

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
        headers.put(
                "half of the operator's key",
                authorization("Bearer " + scene.operatorKey().substring(0, 20)));
        headers.put(
                "a session at the API",
                Map.of("Cookie", "__Host-sid=" + victim.first().session()));
        headers.put("a key as a cookie", Map.of("Cookie", "Authorization=" + key + "; api_key=" + key));
        headers.forEach((situation, sent) -> keptOut(
                operation, situation, doors.api(requests.request(operation)).with(sent), scene.everything()));
        keptOut(
                operation,
                "a key in the address",
                doors.api(requests.request(operation, requests::own, "api_key=" + key, Requests.body(operation))),
                scene.everything());
    }

    private void sessions(Operation operation) {
        if (operation.isFor("anybody") || operation.isFor("visitor")) return;
        Wire.Request request = requests.request(operation);
        Set<String> hidden = scene.unseenByVisitors();
        keptOut(operation, "a visitor", doors.portal(request, victim), hidden);
        keptOut(operation, "a malformed session", doors.portal(request, victim, "not a session"), hidden);
        keptOut(
                operation,
                "an unknown session",
                doors.portal(request, victim, otherEnd(victim.first().session())),
                hidden);
        // One was signed out, the other signed out everywhere: its record is there, and over, until it is swept away.
        for (String ended : victim.endedSessions)
            keptOut(operation, "an ended session", doors.portal(request, victim, ended), hidden);
        keptOut(
                operation,
                "a key at a portal",
                doors.portal(request, victim).with(authorization("Bearer " + victim.merchant.key())),
                hidden);
        cell(operation, "a session at another merchant's portal", () -> {
            wire.send(doors.portal(new Wire.Request("GET", "", "/portal", Map.of(), ""), victim, scene.session()));
            return verdict.refusals(
                    doors.portal(request, stranger, scene.session()), scene.everythingButPublic(stranger));
        });
    }

    private void otherSites(Operation operation) {
        if (!operation.changes() || !operation.isFor(Scene.CUSTOMER)) return;
        Wire.Request request = doors.portal(requests.request(operation), victim, scene.session());
        Map<String, Wire.Request> forged = Map.of(
                "no X-Portal", request.without("X-Portal"),
                "no origin", request.without("Origin"),
                "an opaque origin", request.with("Origin", "null"),
                "another portal's origin", request.with("Origin", "http://" + stranger.host()),
                "an origin that looks alike", request.with("Origin", "http://" + victim.host() + ".evil.example"));
        forged.forEach((situation, sent) -> cell(
                operation, "a change from another site: " + situation, () -> verdict.refusals(sent, victim.secrets())));
    }

    private void permissions(Operation operation) {
        if (operation.permission().isEmpty()) return;
        String key = victim.keysLacking.get(operation.permission());
        cell(operation, "a key without the permission", () -> {
            Wire.Request request = doors.api(requests.request(operation), key);
            List<String> problems = verdict.refusals(request, victim.secrets());
            if (!wire.send(request).text().contains(operation.permission()))
                problems.add("the missing permission is not named");
            return problems;
        });
    }

    // Those whom it does not concern, with ids that are theirs.
    private void others(Operation operation) {
        if (operation.isFor("anybody")) return;
        Wire.Request request = requests.request(operation);
        if (!operation.isFor(Scene.MERCHANT))
            keptOut(operation, "a key where none belongs", doors.api(request, victim.merchant.key()), Set.of());
        if (!operation.isFor("operator"))
            keptOut(operation, "the operator", doors.api(request, scene.operatorKey()), scene.everything());
        if (!operation.isFor(Scene.CUSTOMER))
            keptOut(
                    operation,
                    "a customer where none belongs",
                    doors.portal(request, victim, scene.session()),
                    Set.of());
    }

    private void pastTheGateway(Operation operation) {
        Wire.Request request = requests.request(operation);
        String service = doors.serviceOf(request);
        scene.callers()
                .forgeries(victim, stranger, service)
                .forEach((what, token) -> keptOut(
                        operation, "past the gateway with " + what, doors.service(request, token), scene.everything()));
    }

    // What is inside of the house is believed by the services: nobody outside can say it.
    private void forgedHeaders(Operation operation) {
        if (operation.isFor("anybody")) return;
        Wire.Request request = requests.request(operation);
        String service = doors.serviceOf(request);
        Map<String, String> headers = scene.forgedHeaders(request);
        headers.forEach((name, value) -> keptOut(
                operation, "a forged header: " + name, doors.api(request).with(name, value), scene.everything()));
        if (!operation.isFor("visitor"))
            keptOut(
                    operation,
                    "a forged header at a portal: Portico-Token",
                    doors.portal(request, victim)
                            .with("Portico-Token", scene.callers().customer(victim, victim.first(), service)),
                    scene.unseenByVisitors());
    }

    private void signedLinks(Operation operation) {
        String variable = operation.variables().getFirst();
        String link = victim.first().ids().get(variable);
        int signature = link.lastIndexOf('.') + 1;
        Map.of(
                        "without its signature",
                        link.substring(0, signature),
                        "with another's signature",
                        link.substring(0, signature)
                                + stranger.first().ids().get(variable).replaceAll(".*\\.", ""),
                        "unsigned",
                        "eyJhbGciOiJub25lIn0" + link.substring(link.indexOf('.'), signature),
                        "that says something else",
                        link.replaceFirst("\\.", ".e"))
                .forEach((how, changed) -> cell(operation, "a signed link " + how, () -> {
                    var asked = new Wire.Request(
                            "GET", "", operation.path().replace("{" + variable + "}", changed), Map.of(), "");
                    Wire.Answer answer = wire.send(doors.api(asked));
                    return answer.status() == 404 ? List.of() : List.of("answered " + answer.status());
                }));
    }

    // What a payment provider tells is signed by him.
    private void signatures(Operation operation) {
        Wire.Request request = requests.request(operation);
        String nobodys = "v1=" + "0".repeat(64);
        Map.of(
                        "without a signature",
                        Map.<String, String>of(),
                        "with nobody's signature",
                        Map.of("Portico-Signature", "t=" + scene.callers().now() + "," + nobodys),
                        "with a signature of long ago",
                        Map.of("Portico-Signature", "t=1," + nobodys),
                        "with another provider's",
                        Map.of("Stripe-Signature", "t=1," + nobodys))
                .forEach((how, headers) ->
                        keptOut(operation, "a notice " + how, doors.api(request).with(headers), scene.everything()));
    }

    private void keptOut(Operation operation, String situation, Wire.Request request, Set<String> hidden) {
        cell(operation, situation, () -> verdict.refusals(request, hidden));
    }

    private void cell(Operation operation, String situation, Callable<List<String>> look) {
        cells.accept(new Cell(operation, situation, look));
    }

    private static Map<String, String> authorization(String value) {
        return Map.of("Authorization", value);
    }

    private static String otherEnd(String secret) {
        String end = secret.endsWith("a") ? "b" : "a";
        return secret.substring(0, secret.length() - 6) + end.repeat(6);
    }
}
