package dev.portico.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a merchant's sales are taxed.
///
/// @param defaultTaxMode what a price with the tax mode `account_setting` means: `external` (tax comes on top),
/// `internal` (the price includes it), or `location` (as it is usual where the buyer is)
/// @param rates the merchant's table; where it has no rate, nothing is taxed
/// @param reverseCharge whether a business with a valid tax identifier, in another country of the European Union than
/// the merchant, owes the tax itself
/// @param updatedAt when it was last changed; null until something is decided
public record TaxSettingsData(
        String id,
        String defaultTaxMode,
        List<Rate> rates,
        boolean reverseCharge,
        @Nullable Instant updatedAt) {

    /// A rate and what it is for. The most specific one is used: one for a region before one for a category.
    ///
    /// @param region as addresses have it, in capitals or not; null for the whole country
    /// @param taxCategory of products; null for all
    /// @param rate a fraction as a string: `"0.19"`
    /// @param name what the tax is called on invoices, such as `VAT`; null for the word in the reader's language
    public record Rate(
            String countryCode,
            @Nullable String region,
            @Nullable String taxCategory,
            String rate,
            @Nullable String name) {}
}
