package dev.portico.auth.merchant;

import dev.portico.chassis.error.Fields;
import dev.portico.events.PostalAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the operator says of a new merchant.
///
/// @param countryCode short for an address of which only the country is known
record NewMerchant(
        @Nullable String name,
        @Nullable String slug,
        @Nullable String brandColor,
        @Nullable String supportEmail,
        @Nullable String returnUrl,
        @Nullable String locale,
        @Nullable String countryCode,
        @Nullable PostalAddress address,
        @Nullable String taxIdentifier) {

    private static final int LONGEST_LINE = 200;
    private static final String COUNTRY = "must be a country's two letters";

    /// @throws dev.portico.chassis.error.Refusal `invalid_field`
    Merchant as(String id, PortalSettings settings, Instant now) {
        check();
        String slugged = String.valueOf(slug);
        String url = settings.urlOf(slugged);
        return new Merchant(
                id,
                id,
                String.valueOf(name).strip(),
                slugged,
                url,
                PortalSettings.hostOf(url),
                brandColor,
                supportEmail,
                returnUrl,
                locale == null ? "en" : locale,
                wholeAddress(),
                taxIdentifier,
                null,
                null,
                now,
                now);
    }

    private void check() {
        Fields fields = Fields.check().required("name", name).required("slug", slug);
        if (slug != null && !slug.isBlank()) fields.matches("slug", slug, Slug::isValid, Slug.RULE);
        MerchantRules.check(fields, name, brandColor, supportEmail, returnUrl, locale)
                .matches("country_code", countryCode, MerchantRules::isCountry, COUNTRY);
        check(fields, address, taxIdentifier);
        fields.orRefuse();
    }

    /// What a merchant's place in the world must be like.
    static void check(Fields fields, @Nullable PostalAddress address, @Nullable String taxIdentifier) {
        fields.text("tax_identifier", taxIdentifier, LONGEST_LINE);
        if (address == null) return;
        fields.required("address.country_code", address.countryCode())
                .matches("address.country_code", address.countryCode(), MerchantRules::isCountry, COUNTRY)
                .text("address.first_line", address.firstLine(), LONGEST_LINE)
                .text("address.second_line", address.secondLine(), LONGEST_LINE)
                .text("address.city", address.city(), LONGEST_LINE)
                .text("address.postal_code", address.postalCode(), LONGEST_LINE)
                .text("address.region", address.region(), LONGEST_LINE);
    }

    private @Nullable PostalAddress wholeAddress() {
        if (address != null || countryCode == null) return address;
        return new PostalAddress(null, null, null, null, null, countryCode);
    }
}
