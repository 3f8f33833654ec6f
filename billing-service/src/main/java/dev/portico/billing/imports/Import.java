package dev.portico.billing.imports;

import dev.portico.chassis.store.Owned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An import as it is kept.
///
/// @param source what the merchant calls the system that the lines come from
/// @param phase which kind is being imported, by its place among the kinds
/// @param running true while there is work to do, else absent: what the worker looks for
/// @param dueAt while it is received, when its last lines came; then when it may be worked on next: far enough ahead,
/// while somebody does, that nobody else does
record Import(
        String id,
        String merchantId,
        String source,
        String status,
        int phase,
        @Nullable Boolean running,
        Instant dueAt,
        Instant createdAt,
        @Nullable Instant finishedAt)
        implements Owned {

    static final String RECEIVING = "receiving";
    static final String RUNNING = "running";
    static final String ABANDONED = "abandoned";
    static final String COMPLETED = "completed";
    static final String COMPLETED_WITH_ERRORS = "completed_with_errors";
}
