package dev.portico.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of an [ImportBatchData].
///
/// @param kept how many lines are known now
public record ImportedBatchData(String id, String importId, int kept, List<Rejection> rejections) {

    /// A line that could not be kept, and why.
    ///
    /// @param line its number, from 1
    public record Rejection(
            int line,
            @Nullable String type,
            @Nullable String externalId,
            String code,
            String detail,
            @Nullable String field) {}
}
