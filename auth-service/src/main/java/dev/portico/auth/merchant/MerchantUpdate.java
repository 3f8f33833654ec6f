package dev.portico.auth.merchant;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Patch;
import dev.portico.events.PostalAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a merchant changes about itself. A field that is absent stays as it is; null empties it, where it may be empty.
record MerchantUpdate(Patch patch) {

    private static final List<String> NEVER_EMPTY = List.of("name", "locale");
    private static final int SHORTEST_SESSION = 10;
    private static final int LONGEST_SESSION = 60;

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
                        patch.text("locale", null))
                .range(
                        "portal_session_minutes",
                        patch.value("portal_session_minutes", Integer.class, null),
                        SHORTEST_SESSION,
                        LONGEST_SESSION)
                .orRefuse();
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
                minutes(before.portalSessionMinutes()),
                before.createdAt(),
                updatedAt);
    }

    private @Nullable Integer minutes(@Nullable Integer before) {
        return patch.value("portal_session_minutes", Integer.class, before);
    }
}
