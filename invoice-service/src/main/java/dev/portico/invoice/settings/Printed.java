package dev.portico.invoice.settings;

import org.jspecify.annotations.Nullable;

/// What a merchant wants on its documents. Frozen with each of them.
///
/// @param footer a sentence or two at the end
/// @param logo the SHA-256 of its logo
public record Printed(
        @Nullable String companyNumber,
        @Nullable String footer,
        @Nullable BankDetails bankDetails,
        @Nullable String logo) {

    static final Printed NOTHING = new Printed(null, null, null, null);
}
