package dev.portico.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A clock that a merchant moves by hand. For the customers who live on it, it is the time.
///
/// @param status `ready`, or `advancing` while what falls into the time in between is done
/// @param frozenTime what time it is on it
/// @param targetTime where it is being moved to; absent while it stands
public record TestClockData(
        String id,
        @Nullable String name,
        String status,
        Instant frozenTime,
        @Nullable Instant targetTime,
        Instant createdAt,
        Instant updatedAt) {}
