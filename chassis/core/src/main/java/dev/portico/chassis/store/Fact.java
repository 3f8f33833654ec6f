package dev.portico.chassis.store;

import dev.portico.events.EventType;

/// Something that happened to an aggregate, to be told to the other services.
public record Fact(EventType<?> type, Object data) {}
