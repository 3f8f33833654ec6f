package dev.portico.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A saved way to pay, as Paddle shapes it.
///
/// @param type `card`, `paypal` or `sepa_debit`; the field of that name is not null
public record PaymentMethodData(
        String id,
        String customerId,
        @Nullable String addressId,
        String type,
        @Nullable CardData card,
        String origin,
        Instant savedAt,
        Instant updatedAt,
        @Nullable String deletionReason,
        @Nullable PaypalData paypal,
        @Nullable SepaDebitData sepaDebit) {}
