package dev.portico.chassis.error;

/// What is wrong with one field of a request.
///
/// @param field the field's path as sent: `items.0.quantity`
public record FieldError(String field, String message) {}
