package dev.portico.events;

import java.time.Instant;

/// A customer's passkey has come or gone. Nothing of it is told but that.
public record PasskeyData(String id, String customerId, Instant occurredAt) {}
