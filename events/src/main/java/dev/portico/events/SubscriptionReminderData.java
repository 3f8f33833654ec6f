package dev.portico.events;

import java.time.Instant;
import java.util.List;

/// A bill is to come by itself, and its customer is to know of it in time.
///
/// @param products what it will be for
/// @param amount minor units, as the prices say it and less the discount: whatever tax there is on top is not in it
/// @param billedAt when the trial ends, or the period
public record SubscriptionReminderData(
        String subscriptionId,
        String customerId,
        List<String> products,
        String amount,
        String currencyCode,
        Instant billedAt) {}
