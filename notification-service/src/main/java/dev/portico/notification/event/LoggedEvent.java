package dev.portico.notification.event;

import dev.portico.chassis.store.Owned;
import java.time.Instant;

/// Something that happened.
///
/// @param data the whole entity as it was then, as JSON text
public record LoggedEvent(String id, String merchantId, String type, Instant occurredAt, String data)
        implements Owned {}
