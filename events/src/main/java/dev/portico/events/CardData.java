package dev.portico.events;

import org.jspecify.annotations.Nullable;

/// What may be shown of a card: never its number.
public record CardData(
        String type,
        String last4,
        int expiryMonth,
        int expiryYear,
        @Nullable String cardholderName) {}
