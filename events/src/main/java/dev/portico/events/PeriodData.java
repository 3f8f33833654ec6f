package dev.portico.events;

import java.time.Instant;

/// From one instant to another, the end excluded.
public record PeriodData(Instant startsAt, Instant endsAt) {}
