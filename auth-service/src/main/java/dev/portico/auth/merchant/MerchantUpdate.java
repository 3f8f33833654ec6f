package dev.portico.auth.merchant;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Patch;
import dev.portico.events.PostalAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What a merchant changes about itself. A field that is absent stays as it is; null empties it, where it may be empty.
record MerchantUpdate(Patch patch) {

    private static final List<String> NEVER_EMPTY = List.of("name", "locale");

    /// @throws dev.portico.chassis.error.Refusal `invalid_field`
    MerchantUpdate {
        Fields fields = Fields.check();
        for (String field : NEVER_EMPTY) if (patch.has(field)) fields.required(field, patch.text(field, null));
        NewMerchant.check(
                fields, patch.value("address", PostalAddress.class, null), patch.text("tax_identifier", null));
        MerchantRules.check(
                fields,
                patch.text("name", null),
                patch.text("brand_color", null),
                patch.text("support_email", null),
                patch.text("return_url", null),
                patch.text("locale", null));
        PortalChoices.check(fields, patch);
        fields.orRefuse();
    }

    Merchant applyTo(Merchant before, Instant now) {
        var after = changed(before, before.updatedAt());
        return after.equals(before) ? before : changed(before, now);
    }

    private Merchant changed(Merchant before, Instant updatedAt) {
        return new Merchant(
                before.id(),
                before.merchantId(),
                Objects.requireNonNull(patch.text("name", before.name())).strip(),
                before.slug(),
                before.portalUrl(),
                before.portalHost(),
                patch.text("brand_color", before.brandColor()),
                patch.text("support_email", before.supportEmail()),
                patch.text("return_url", before.returnUrl()),
                Objects.requireNonNull(patch.text("locale", before.locale())),
                patch.value("address", PostalAddress.class, before.address()),
                patch.text("tax_identifier", before.taxIdentifier()),
                PortalChoices.of(patch, before.portal()),
                before.domain(),
                before.createdAt(),
                updatedAt);
    }
}
