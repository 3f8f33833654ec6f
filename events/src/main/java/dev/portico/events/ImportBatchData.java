package dev.portico.events;

import java.time.Instant;
import java.util.List;

/// Lines of an import that belong to another service. It answers with an [ImportedBatchData] of the same id.
///
/// @param importedFrom what the merchant calls the system they come from
/// @param startedAt when the import was made: what says no time of its own is as old as that
public record ImportBatchData(String id, String importId, String importedFrom, Instant startedAt, List<Line> lines) {

    /// One line as it came.
    public record Line(int number, String text) {}
}
