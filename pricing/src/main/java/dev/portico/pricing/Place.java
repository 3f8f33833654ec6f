package dev.portico.pricing;

import org.jspecify.annotations.Nullable;

/// Where a buyer is, as far as it matters for tax.
///
/// @param countryCode two letters of ISO 3166
public record Place(String countryCode, @Nullable String region) {}
