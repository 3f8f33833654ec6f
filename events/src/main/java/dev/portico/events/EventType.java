package dev.portico.events;

/// An event by its name on the wire (Paddle's, wherever Paddle has one), with the topic it is said on and the shape of
/// its data.
///
/// @param name CloudEvents `type`
/// @param <T> the entity that `data` holds, whole, as the API shows it
public record EventType<T>(String name, Topic topic, Class<T> data) {}
