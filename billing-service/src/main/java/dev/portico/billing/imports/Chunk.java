package dev.portico.billing.imports;

import dev.portico.chassis.importing.Kind;
import dev.portico.chassis.store.Owned;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Some hundred lines of an import, and how far they are.
///
/// @param first the number of its first line, from 1
/// @param kinds which kinds it holds
/// @param phase the kind that is next, by its place among the kinds
/// @param asked true while another service keeps its lines, else absent
record Chunk(
        String id,
        String merchantId,
        String importId,
        int first,
        int lines,
        Set<Kind> kinds,
        int phase,
        @Nullable Boolean asked,
        int created,
        int updated,
        int unchanged,
        int rejected)
        implements Owned {

    Chunk done(Tally more, int lost) {
        return new Chunk(
                id,
                merchantId,
                importId,
                first,
                lines,
                kinds,
                phase + 1,
                null,
                created + more.created(),
                updated + more.updated(),
                unchanged + more.unchanged(),
                rejected + lost);
    }

    Chunk handedOn() {
        return new Chunk(
                id, merchantId, importId, first, lines, kinds, phase, true, created, updated, unchanged, rejected);
    }
}
