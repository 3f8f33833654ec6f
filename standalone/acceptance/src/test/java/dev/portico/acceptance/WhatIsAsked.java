package dev.portico.acceptance;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Cells in which somebody who may ask asks for what is not his: in the path, in the query, in the body, behind a
/// cursor,
/// under an idempotency key. What is foreign must answer exactly as what is unknown.
final class WhatIsAsked {

    private final Scene scene;
    private final Wire wire;
    private final Doors doors;
    private final Estate victim;
    private final Estate stranger;
    private final Requests requests;
    private final Verdict verdict;
    private final Consumer<Cell> cells;

    WhatIsAsked(Scene scene, Requests requests, Consumer<Cell> cells) {
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
        for (Asker asker : scene.askers()) {
            foreignPaths(operation, asker);
            foreignQueries(operation, asker);
            foreignCursors(operation, asker);
            foreignReferences(operation, asker);
        }
        if (!operation.isFor("anybody"))
            foreignPaths(
                    operation,
                    scene.key(
                            "another merchant's key and every forged header",
                            sent -> doors.api(sent, stranger.merchant.key()).with(scene.forgedHeaders(sent))));
        foreignIdempotencyKeys(operation);
        if (operation.isFor(Scene.MERCHANT)) {
            goneIds(operation);
            malformedIds(operation);
        }
    }

    // What was there answers as what never was.
    private void goneIds(Operation operation) {
        for (String variable : operation.variables()) {
            String gone = victim.gone.get(variable);
            if (gone == null) continue;
            cell(operation, "its own merchant at a deleted " + variable, () -> {
                Wire.Request theirs = own(operation, variable, gone);
                Wire.Request unknown = own(operation, variable, Unknown.instead(gone));
                List<String> problems = verdict.told(itself(), theirs, unknown);
                if (!wire.send(theirs).isRefusal()) problems.add("what was deleted is not refused");
                return problems;
            });
        }
    }

    private void malformedIds(Operation operation) {
        for (String variable : operation.variables())
            for (String malformed : Unknown.malformed(requests.own(variable), requests.own("transaction_id")))
                cell(operation, "its own merchant at a malformed " + variable, () -> {
                    Wire.Request request = own(operation, variable, malformed);
                    Wire.Answer answer = wire.send(request);
                    List<String> problems = Verdict.seen(request, answer, itself().hidden());
                    if (answer.status() < 400 || answer.status() >= 500)
                        problems.add(malformed + " is answered " + answer.status() + " " + answer.text());
                    return problems;
                });
    }

    private Wire.Request own(Operation operation, String variable, String id) {
        return doors.api(
                requests.request(
                        operation,
                        name -> name.equals(variable) ? id : requests.own(name),
                        "",
                        Bodies.filled(Requests.body(operation), requests::own)),
                victim.merchant.key());
    }

    private Asker itself() {
        return new Asker(
                "its own merchant",
                Scene.MERCHANT,
                victim,
                victim.first(),
                request -> doors.api(request, victim.merchant.key()),
                stranger.hiddenFrom(victim));
    }

    // Every variable of the path that could be foreign, alone and together with the others.
    private void foreignPaths(Operation operation, Asker asker) {
        if (operation.isFor("anybody")) return;
        for (Set<String> foreign : Requests.subsets(operation.variables()))
            cell(operation, asker.who() + " at a foreign " + String.join(" and ", foreign), () -> {
                Wire.Request theirs = asked(operation, asker, foreign, requests::own);
                Wire.Request unknown = asked(operation, asker, foreign, name -> Unknown.instead(requests.own(name)));
                List<String> problems = verdict.told(asker, theirs, unknown);
                if (!wire.send(unknown).isRefusal()) problems.add("what is unknown is not refused");
                return problems;
            });
    }

    private Wire.Request asked(Operation operation, Asker asker, Set<String> foreign, UnaryOperator<String> theirs) {
        UnaryOperator<String> ids = name -> foreign.contains(name) ? theirs.apply(name) : asker.id(name);
        return asker.door()
                .apply(requests.request(operation, ids, "", Bodies.filled(Requests.body(operation), asker::id)));
    }

    private void foreignQueries(Operation operation, Asker asker) {
        if (!operation.isFor(asker.audience())) return;
        for (String parameter : operation.parameters()) {
            String value = requests.identifying(operation, parameter);
            boolean shared = asker.home() == victim && victim.ids.containsKey(parameter);
            if (!value.isEmpty() && !shared)
                cell(operation, asker.who() + " filters by a foreign " + parameter, () -> {
                    Wire.Request theirs = requests.listed(operation, asker, parameter + "=" + Requests.encoded(value));
                    Wire.Request unknown = requests.listed(
                            operation, asker, parameter + "=" + Requests.encoded(Unknown.instead(value)));
                    return verdict.told(asker, theirs, unknown);
                });
        }
    }

    private void foreignCursors(Operation operation, Asker asker) {
        if (!operation.isFor(asker.audience()) || !operation.parameters().contains("after")) return;
        String cursor = requests.firstListed(operation);
        if (cursor.isEmpty()) return;
        Stream<String> orders = operation.orders().isEmpty()
                ? Stream.of("")
                : operation.orders().stream().map(order -> "&order_by=" + Requests.encoded(order));
        orders.forEach(order -> cell(operation, asker.who() + " goes on after a foreign one " + order, () -> {
            Wire.Request theirs = requests.listed(operation, asker, "after=" + cursor + order);
            Wire.Request unknown = requests.listed(operation, asker, "after=" + Unknown.instead(cursor) + order);
            return verdict.told(asker, theirs, unknown);
        }));
    }

    private void foreignReferences(Operation operation, Asker asker) {
        if (!operation.isFor(asker.audience()) || !operation.takesBody()) return;
        for (String body : Bodies.of(operation))
            for (String reference : Bodies.references(body)) {
                boolean shared = asker.home() == victim && victim.ids.containsKey(reference);
                if (shared) continue;
                cell(operation, asker.who() + " refers to a foreign " + reference, () -> {
                    Wire.Request theirs = referring(operation, asker, body, reference, requests.own(reference));
                    Wire.Request unknown =
                            referring(operation, asker, body, reference, Unknown.instead(requests.own(reference)));
                    List<String> problems = verdict.told(asker, theirs, unknown);
                    if (!wire.send(theirs).isRefusal()) problems.add("a foreign reference is accepted");
                    return problems;
                });
            }
    }

    private Wire.Request referring(Operation operation, Asker asker, String template, String reference, String id) {
        String body = Bodies.filled(template, name -> name.equals(reference) ? id : asker.id(name));
        return asker.door().apply(requests.request(operation, asker::id, "", body));
    }

    private void foreignIdempotencyKeys(Operation operation) {
        if (!operation.parameters().contains("Idempotency-Key")) return;
        if (operation.isFor(Scene.MERCHANT))
            sharedKey(
                    operation,
                    "another merchant's Idempotency-Key",
                    request -> doors.api(request, victim.merchant.key()),
                    scene.askers().getFirst());
        if (operation.isFor(Scene.CUSTOMER))
            for (Asker asker : scene.askers().subList(2, 4))
                sharedKey(
                        operation,
                        asker.who() + " with the same Idempotency-Key",
                        request -> doors.portal(request, victim, scene.session()),
                        asker);
    }

    private void sharedKey(Operation operation, String situation, UnaryOperator<Wire.Request> owner, Asker asker) {
        cell(operation, situation, () -> {
            Wire.Request request = requests.request(operation)
                    .with("Idempotency-Key", UUID.randomUUID().toString());
            wire.send(owner.apply(request));
            Wire.Request again = asker.door().apply(request);
            Wire.Answer answer = wire.send(again);
            List<String> problems = Verdict.seen(again, answer, asker.hidden());
            if (answer.headers().containsKey("idempotency-replayed")) problems.add("another's answer is replayed");
            if (answer.text().contains("Idempotency-Key"))
                problems.add("another's key is in the way: " + answer.text());
            return problems;
        });
    }

    private void cell(Operation operation, String situation, Callable<List<String>> look) {
        cells.accept(new Cell(operation, situation, look));
    }
}
