package dev.portico.events;

import org.jspecify.annotations.Nullable;

/// Where somebody is, as printed on a document.
public record PostalAddress(
        @Nullable String firstLine,
        @Nullable String secondLine,
        @Nullable String city,
        @Nullable String postalCode,
        @Nullable String region,
        String countryCode) {}
