package dev.portico.chassis.store;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/// Something in the JSON that the API shows it in: it goes out as it was written down.
///
/// @param <T> what it is
public record Shown<T>(String id, @JsonValue @JsonRawValue String json) {}
