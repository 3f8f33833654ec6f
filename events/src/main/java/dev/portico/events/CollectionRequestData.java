package dev.portico.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A subscription asks billing for a payment that it has asked for before: to try it again, or to give it up.
///
/// @param id the request's own
/// @param testTime what time it is for a customer who lives on a test clock; absent for everybody else
public record CollectionRequestData(
        String id,
        String subscriptionId,
        String customerId,
        String transactionId,
        @Nullable Instant testTime) {}
