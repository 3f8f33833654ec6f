package dev.portico.chassis.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Bounds of an instant, each absent if it is open.
public record TimeRange(
        @Nullable Instant at,
        @Nullable Instant after,
        @Nullable Instant from,
        @Nullable Instant before,
        @Nullable Instant until) {}
