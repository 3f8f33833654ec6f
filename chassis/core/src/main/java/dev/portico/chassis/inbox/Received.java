package dev.portico.chassis.inbox;

import dev.portico.chassis.caller.Caller;
import java.time.Instant;

/// An event as it arrived.
///
/// @param id the same for every delivery of the same event
/// @param subject the id of the entity it is about
/// @param version grows with every event of that entity, so that old news can be told
/// @param caller the event's merchant, as a scope to work in
public record Received<T>(
        String id, String type, Instant occurredAt, String subject, long version, Caller.Service caller, T data) {

    public String merchantId() {
        return caller.merchantId();
    }
}
