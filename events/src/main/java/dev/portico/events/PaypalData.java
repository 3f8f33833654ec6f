package dev.portico.events;

/// An account at PayPal, or at whoever stands in its place.
///
/// @param reference its name there
public record PaypalData(String email, String reference) {}
