package dev.portico.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What is wrong with what came back.
///
/// @param wire over which it is asked
record Verdict(Wire wire) {

    private static final int LOOKS = 3;
    private static final Set<Integer> KEPT_OUT = Set.of(401, 403);

    List<String> refusals(Wire.Request request, Set<String> hidden) {
        Wire.Answer answer = wire.send(request);
        List<String> problems = seen(request, answer, hidden);
        if (!KEPT_OUT.contains(answer.status())) problems.add("answered " + answer.status() + " " + answer.text());
        return problems;
    }

    // A list may grow between two looks, for instance by an e-mail that is just written: what tells, tells always.
    List<String> told(Asker asker, Wire.Request theirs, Wire.Request unknown) {
        List<String> problems = toldNow(asker, theirs, unknown);
        for (int look = 1; look < LOOKS && !problems.isEmpty() && theirs.verb().equals("GET"); look++)
            problems = toldNow(asker, theirs, unknown);
        return problems;
    }

    private List<String> toldNow(Asker asker, Wire.Request theirs, Wire.Request unknown) {
        Wire.Answer answer = wire.send(theirs);
        Wire.Answer nothing = wire.send(unknown);
        List<String> problems = seen(theirs, answer, asker.hidden());
        String one = Unknown.erased(answer.comparable(), theirs, unknown);
        String other = Unknown.erased(nothing.comparable(), theirs, unknown);
        if (!one.equals(other)) problems.add("foreign differs from unknown: " + one + " | " + other);
        return problems;
    }

    static List<String> seen(Wire.Request request, Wire.Answer answer, Set<String> hidden) {
        String all = answer.headers() + answer.text();
        return hidden.stream()
                .filter(all::contains)
                .filter(word -> !request.says(word))
                .map(word -> "tells " + word + " in " + answer.status() + " " + answer.text())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
