package dev.portico.billing.address;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AddressData;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What every address must look like, wherever it comes from.
final class AddressRules {

    static final Set<String> STATUSES = Set.of(Address.ACTIVE, Address.ARCHIVED);

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int LONGEST = 1024;

    private AddressRules() {}

    static Fields text(Fields fields, String field, @Nullable String value) {
        return fields.text(field, value, LONGEST);
    }

    static Fields country(Fields fields, @Nullable String code) {
        return fields.matches("country_code", code, COUNTRIES::contains, "must be an ISO 3166 country code");
    }

    static void checkImported(AddressData data) {
        var fields = Fields.check()
                .matches("id", data.id(), id -> Ids.isValid("add", id), "must be add_ and 26 characters")
                .required("country_code", data.countryCode())
                .required("import_meta", data.importMeta())
                .oneOf("status", data.status(), STATUSES)
                .freeForm("custom_data", data.customData());
        text(fields, "description", data.description());
        text(fields, "first_line", data.firstLine());
        text(fields, "second_line", data.secondLine());
        text(fields, "city", data.city());
        text(fields, "postal_code", data.postalCode());
        text(fields, "region", data.region());
        country(fields, data.countryCode()).orRefuse();
    }
}
