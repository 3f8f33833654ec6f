package dev.portico.notification.event;

import dev.portico.chassis.caller.Caller;

/// Wants to know of every event that merchants may hear of. Told at least once.
public interface Hearing {

    void heard(Caller.Service merchant, LoggedEvent event);
}
