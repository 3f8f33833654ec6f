package dev.portico.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a subscription owes could not be collected.
///
/// @param amount minor units that are still to be paid
/// @param products what it is owed for
/// @param failures how many tries have come to nothing up to now
/// @param nextTryAt when it is tried again; absent after the last try
/// @param afterLastTry what happens after the last try: `cancel`, `pause` or `keep`
public record CollectionFailureData(
        String subscriptionId,
        String customerId,
        String transactionId,
        String amount,
        String currencyCode,
        List<String> products,
        int failures,
        Instant failedAt,
        @Nullable Instant nextTryAt,
        String afterLastTry) {}
