package dev.portico.events;

import java.time.Instant;

/// A card that a customer's subscriptions are paid with is about to expire.
///
/// @param lastDay the last day on which it can be charged
/// @param daysLeft how long before that this is said: 30 or 7
public record ExpiringMethodData(
        String paymentMethodId, String customerId, CardData card, Instant lastDay, int daysLeft) {}
