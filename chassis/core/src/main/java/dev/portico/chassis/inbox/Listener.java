package dev.portico.chassis.inbox;

/// Somebody in this service who wants to hear of events.
public interface Listener {

    /// Names the events and what is done about each. Called once, at the start.
    void listen(Handlers handlers);
}
