package dev.portico.subscription.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When something is to happen by itself, and by which clock.
///
/// @param clock a test clock's id, or [#WALL]
record Due(String clock, Instant at) {

    /// The time that everybody real lives in.
    static final String WALL = "wall";

    static @Nullable Due of(@Nullable String testClockId, Stream<@Nullable Instant> candidates) {
        return candidates
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Instant::compareTo)
                .map(at -> new Due(testClockId == null ? WALL : testClockId, at))
                .orElse(null);
    }

    /// When what is owed is asked for again.
    static @Nullable Instant ofRetries(List<Owed> owed) {
        return owed.stream()
                .map(Owed::tryAgainAt)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
