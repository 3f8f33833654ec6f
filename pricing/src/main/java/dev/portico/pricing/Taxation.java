package dev.portico.pricing;

import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.TaxSettingsData;
import dev.portico.events.TaxSettingsData.Rate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which tax one buyer pays on what he buys of one merchant.
///
/// @param seller the merchant's country; absent if he has not said where he is
/// @param buyer absent if nobody knows where he is: then nothing is taxed
/// @param taxIdentifier of the business that is bought for; absent if there is none
public record Taxation(
        TaxSettingsData settings,
        @Nullable String seller,
        @Nullable Place buyer,
        @Nullable String taxIdentifier) {

    /// How merchants who have decided nothing tax.
    public static final TaxSettingsData USUAL = new TaxSettingsData("", "external", List.of(), false, null);

    /// Nothing is taxed.
    public static final Taxation NONE = new Taxation(USUAL, null, null, null);

    /// What is said of a bill on which the buyer owes the tax himself.
    public static final String REVERSE_CHARGE = "reverse_charge";

    // Where prices are told without the tax, by law or by custom.
    private static final Set<String> TOLD_WITHOUT_TAX = Set.of("US", "CA");
    private static final int REGION_COUNTS = 2;

    /// How one thing is taxed.
    public Tax of(PriceData price, ProductData product) {
        return settings.rates().stream()
                .filter(rate -> isFor(rate, product.taxCategory()))
                .max(Comparator.comparingInt(Taxation::specificity))
                .map(rate -> new Tax(rate.rate(), includes(price.taxMode()), isReversed(), rate.name()))
                .orElse(Tax.NONE);
    }

    /// What is to be said of the bill; null if nothing is.
    public @Nullable String treatment() {
        return isReversed() ? REVERSE_CHARGE : null;
    }

    private boolean isFor(Rate rate, String category) {
        return buyer != null
                && rate.countryCode().equals(buyer.countryCode())
                && (rate.region() == null || same(rate.region(), buyer.region()))
                && (rate.taxCategory() == null || rate.taxCategory().equals(category));
    }

    // A rate for a region comes before one for a category: whose tax it is comes before what it is on.
    private static int specificity(Rate rate) {
        return (rate.region() == null ? 0 : REGION_COUNTS) + (rate.taxCategory() == null ? 0 : 1);
    }

    private static boolean same(String region, @Nullable String other) {
        return other != null && plain(region).equals(plain(other));
    }

    private static String plain(String region) {
        return region.strip().toLowerCase(Locale.ROOT);
    }

    private boolean includes(String taxMode) {
        String mode = taxMode.equals("account_setting") ? settings.defaultTaxMode() : taxMode;
        return switch (mode) {
            case "internal" -> true;
            case "location" -> buyer != null && !TOLD_WITHOUT_TAX.contains(buyer.countryCode());
            default -> false;
        };
    }

    private boolean isReversed() {
        return settings.reverseCharge()
                && seller != null
                && buyer != null
                && taxIdentifier != null
                && !buyer.countryCode().equals(seller)
                && TaxIdentifier.isOfUnion(seller)
                && TaxIdentifier.isValid(taxIdentifier, buyer.countryCode());
    }
}
