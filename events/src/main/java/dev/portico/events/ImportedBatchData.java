package dev.portico.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of an [ImportBatchData].
///
/// @param created how many lines told of something new
/// @param updated how many told something new of what was here
/// @param unchanged how many told nothing new
public record ImportedBatchData(
        String id, String importId, int created, int updated, int unchanged, List<Rejection> rejections) {

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
