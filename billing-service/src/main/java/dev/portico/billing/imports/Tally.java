package dev.portico.billing.imports;

import dev.portico.chassis.importing.Outcome;
import java.util.Collections;
import java.util.List;

/// How many lines came to what.
record Tally(int created, int updated, int unchanged) {

    static Tally of(List<Outcome> outcomes) {
        return new Tally(
                Collections.frequency(outcomes, Outcome.CREATED),
                Collections.frequency(outcomes, Outcome.UPDATED),
                Collections.frequency(outcomes, Outcome.UNCHANGED));
    }
}
