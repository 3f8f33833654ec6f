package dev.portico.auth.merchant;

import dev.portico.chassis.error.Fields;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a merchant changes about itself. A field that is absent stays as it is; null empties it, where it may be empty.
record MerchantUpdate(Map<String, @Nullable Object> fields) {

    private static final Set<String> KNOWN = Set.of("name", "brand_color", "support_email", "return_url", "locale");
    private static final Set<String> NEVER_EMPTY = Set.of("name", "locale");

    /// @throws dev.portico.chassis.error.Refusal `invalid_field`
    MerchantUpdate {
        Fields kinds = Fields.check();
        fields.forEach((field, value) -> {
            if (!KNOWN.contains(field)) kinds.wrong(field, "is not a field of this request");
            else if (value != null && !(value instanceof String)) kinds.wrong(field, "has a value of the wrong kind");
            else if (NEVER_EMPTY.contains(field)) kinds.required(field, value);
        });
        kinds.orRefuse();
    }

    /// @throws dev.portico.chassis.error.Refusal `invalid_field`
    Merchant applyTo(Merchant before, Instant now) {
        MerchantRules.check(
                        Fields.check(),
                        text("name"),
                        text("brand_color"),
                        text("support_email"),
                        text("return_url"),
                        text("locale"))
                .orRefuse();
        var after = changed(before, before.updatedAt());
        return after.equals(before) ? before : changed(before, now);
    }

    private Merchant changed(Merchant before, Instant updatedAt) {
        return new Merchant(
                before.id(),
                before.merchantId(),
                fields.containsKey("name") ? String.valueOf(text("name")).strip() : before.name(),
                before.slug(),
                before.portalUrl(),
                before.portalHost(),
                or("brand_color", before.brandColor()),
                or("support_email", before.supportEmail()),
                or("return_url", before.returnUrl()),
                fields.containsKey("locale") ? String.valueOf(text("locale")) : before.locale(),
                before.address(),
                before.taxIdentifier(),
                before.createdAt(),
                updatedAt);
    }

    private @Nullable String or(String field, @Nullable String before) {
        return fields.containsKey(field) ? text(field) : before;
    }

    private @Nullable String text(String field) {
        return (String) fields.get(field);
    }
}
