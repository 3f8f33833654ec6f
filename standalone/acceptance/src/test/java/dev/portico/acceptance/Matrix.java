package dev.portico.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Every operation of the contract, called in every way in which nobody may call it. What belongs to the victim must be
/// in no answer, and what is foreign must answer exactly as what is unknown.
final class Matrix {

    private final Scene scene;
    private final Requests requests;
    private final List<Cell> cells = new ArrayList<>();

    Matrix(Scene scene, List<Operation> operations) {
        this.scene = scene;
        this.requests = new Requests(scene);
        var who = new WhoAsks(scene, requests, cells::add);
        var what = new WhatIsAsked(scene, requests, cells::add);
        for (Operation operation : operations) {
            who.about(operation);
            what.about(operation);
        }
    }

    List<Cell> cells() {
        return List.copyOf(cells);
    }

    /// Whether whoever may call an operation gets through: else no cell would mean anything.
    List<String> control(Operation operation) {
        List<String> problems = new ArrayList<>();
        for (String body : Bodies.of(operation)) {
            Wire.Request request = requests.request(operation, requests::own, "", body);
            Wire.Answer answer = scene.wire().send(scene.allowed(operation, request));
            boolean malformed =
                    Set.of("invalid_json", "bad_request", "invalid_field").contains(answer.errorCode());
            boolean kept = Set.of(401, 403, 404, 405, 413, 415).contains(answer.status());
            if (malformed || kept || answer.status() >= 500)
                problems.add(operation + " is not open to those who may: " + answer.status() + " " + answer.text());
        }
        return problems;
    }
}
