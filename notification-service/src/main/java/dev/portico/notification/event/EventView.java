package dev.portico.notification.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.portico.chassis.http.Identified;
import java.time.Instant;

/// An event as the API shows it.
///
/// @param data the entity as it was when this happened
public record EventView(
        String eventId,
        String eventType,
        Instant occurredAt,
        @JsonRawValue String data) implements Identified {

    public static EventView of(LoggedEvent event) {
        return new EventView(event.id(), event.type(), event.occurredAt(), event.data());
    }

    @Override
    @JsonIgnore
    public String id() {
        return eventId;
    }
}
