package dev.portico.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A subscription that ends before its time asks billing to give back what was paid for the rest.
///
/// @param id the request's own; its adjustment's follows from it
/// @param share how much of what was paid for the period, as a fraction: `"0.5"`
/// @param testTime what time it is for a customer who lives on a test clock; absent for everybody else
public record RefundRequestData(
        String id,
        String subscriptionId,
        String customerId,
        String transactionId,
        String share,
        @Nullable Instant testTime) {}
