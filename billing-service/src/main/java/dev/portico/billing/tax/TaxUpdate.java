package dev.portico.billing.tax;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Patch;
import dev.portico.events.TaxSettingsData.Rate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a merchant changes about its taxes. A field that is absent stays as it is; a table replaces the whole table.
record TaxUpdate(Patch patch) {

    private static final List<String> FIELDS = List.of("default_tax_mode", "rates", "reverse_charge");
    private static final Set<String> MODES = Set.of("external", "internal", "location");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int MOST_RATES = 1_000;
    private static final String FORM = "0(\\.[0-9]{1,6})?|1(\\.0{1,6})?";

    /// A row of the table as it is sent.
    private record NewTaxRate(
            @Nullable String countryCode,
            @Nullable String region,
            @Nullable String taxCategory,
            @Nullable String rate,
            @Nullable String name) {

        void check(Fields fields, String path) {
            fields.required(path + "country_code", countryCode)
                    .matches(
                            path + "country_code", countryCode, COUNTRIES::contains, "must be an ISO 3166 country code")
                    .text(path + "region", region, 200)
                    .text(path + "tax_category", taxCategory, 100)
                    .required(path + "rate", rate)
                    .matches(
                            path + "rate",
                            rate,
                            text -> text.matches(FORM),
                            "must be a fraction from 0 to 1 with at most six decimals, such as 0.19")
                    .text(path + "name", name, 50);
        }

        Rate data() {
            return new Rate(
                    Objects.requireNonNull(countryCode),
                    stripped(region),
                    stripped(taxCategory),
                    plain(Objects.requireNonNull(rate)),
                    stripped(name));
        }

        // One rate is one text, so that what is taxed alike is found alike.
        private static String plain(String rate) {
            return rate.contains(".") ? rate.replaceFirst("\\.?0+$", "") : rate;
        }

        private static @Nullable String stripped(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    /// @throws Refusal `invalid_field`
    TaxUpdate {
        var fields = Fields.check();
        for (String field : FIELDS) if (patch.isNull(field)) fields.wrong(field, "must not be null");
        fields.oneOf("default_tax_mode", patch.text("default_tax_mode", null), MODES);
        patch.value("reverse_charge", Boolean.class, null);
        check(fields, patch.list("rates", NewTaxRate.class, null));
        fields.orRefuse();
    }

    TaxSettings applyTo(TaxSettings before, Instant now) {
        List<NewTaxRate> table = patch.list("rates", NewTaxRate.class, null);
        var after = new TaxSettings(
                before.id(),
                before.merchantId(),
                Objects.requireNonNull(patch.text("default_tax_mode", before.defaultTaxMode())),
                table == null
                        ? before.rates()
                        : table.stream().map(NewTaxRate::data).toList(),
                Objects.requireNonNull(patch.value("reverse_charge", Boolean.class, before.reverseCharge())),
                now);
        return after.saysAs(before) ? before : after;
    }

    private static void check(Fields fields, @Nullable List<NewTaxRate> table) {
        if (table == null) return;
        if (table.size() > MOST_RATES) throw Refusal.field("rates", "must be at most " + MOST_RATES);
        for (int i = 0; i < table.size(); i++) table.get(i).check(fields, "rates." + i + ".");
        fields.orRefuse();
        var seen = new HashSet<Rate>();
        for (int i = 0; i < table.size(); i++)
            if (!seen.add(key(table.get(i).data())))
                fields.wrong("rates." + i, "is there twice: the same country, region and category");
    }

    private static Rate key(Rate rate) {
        String region = rate.region();
        return new Rate(
                rate.countryCode(),
                region == null ? null : region.toLowerCase(Locale.ROOT),
                rate.taxCategory(),
                "",
                null);
    }
}
