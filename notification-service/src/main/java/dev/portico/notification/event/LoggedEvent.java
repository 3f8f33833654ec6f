package dev.portico.notification.event;

import dev.portico.chassis.store.Owned;
import java.time.Instant;
import java.util.List;

/// Something that happened.
///
/// @param about the ids of the entity, and of the customer, subscription and transaction that it names
/// @param data the whole entity as it was then, as JSON text
public record LoggedEvent(
        String id, String merchantId, String type, Instant occurredAt, List<String> about, String data)
        implements Owned {}
