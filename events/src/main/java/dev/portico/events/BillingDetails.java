package dev.portico.events;

import org.jspecify.annotations.Nullable;

/// How a bill that the customer pays by himself is to be paid.
///
/// @param paymentTerms how long he has
public record BillingDetails(
        @Nullable Boolean enableCheckout,
        @Nullable String purchaseOrderNumber,
        @Nullable String additionalInformation,
        DurationData paymentTerms) {}
