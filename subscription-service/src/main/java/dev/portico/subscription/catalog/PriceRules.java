package dev.portico.subscription.catalog;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.money.Currencies;
import dev.portico.events.DurationData;
import dev.portico.events.MoneyData;
import dev.portico.events.PriceData;
import dev.portico.events.PriceData.Quantity;
import dev.portico.events.PriceData.UnitPriceOverride;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a price must be like.
public final class PriceRules {

    private static final Set<String> INTERVALS = Set.of("day", "week", "month", "year");
    private static final Set<String> TAX_MODES = Set.of("account_setting", "external", "internal", "location");
    private static final Set<String> TYPES = Set.of("standard", "custom");
    private static final Set<String> STATUSES = Set.of("active", "archived");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final String AMOUNT = "0|[1-9][0-9]{0,11}";
    private static final int MOST = 999_999_999;
    private static final int MOST_OVERRIDES = 250;

    private PriceRules() {}

    /// Also what comes from JSON unread: whatever the type says can't be absent may be.
    ///
    /// @throws dev.portico.chassis.error.Refusal `invalid_field`, naming every field that is wrong
    public static void check(PriceData price) {
        var fields = Fields.check()
                .required("product_id", price.productId())
                .required("description", price.description())
                .text("description", price.description(), 500)
                .text("name", price.name(), 150)
                .oneOf("type", price.type(), TYPES)
                .oneOf("status", price.status(), STATUSES)
                .oneOf("tax_mode", price.taxMode(), TAX_MODES)
                .freeForm("custom_data", price.customData());
        unit(fields, "unit_price", price.unitPrice());
        overrides(fields, price.unitPriceOverrides());
        span(fields, "billing_cycle", price.billingCycle());
        span(fields, "trial_period", price.trialPeriod());
        if (price.trialPeriod() != null && price.billingCycle() == null)
            fields.wrong("trial_period", "needs a billing_cycle");
        quantity(fields, price.quantity());
        fields.orRefuse();
    }

    private static void unit(Fields fields, String path, @Nullable MoneyData unit) {
        fields.required(path, unit);
        if (unit == null) return;
        fields.required(path + ".amount", unit.amount())
                .matches(
                        path + ".amount",
                        unit.amount(),
                        text -> text.matches(AMOUNT),
                        "must be minor units, digits only")
                .required(path + ".currency_code", unit.currencyCode())
                .oneOf(path + ".currency_code", unit.currencyCode(), Currencies.KNOWN);
    }

    private static void overrides(Fields fields, @Nullable List<UnitPriceOverride> overrides) {
        if (overrides == null) return;
        if (overrides.size() > MOST_OVERRIDES)
            fields.wrong("unit_price_overrides", "must be at most " + MOST_OVERRIDES);
        for (int i = 0; i < overrides.size(); i++) {
            UnitPriceOverride override = overrides.get(i);
            String path = "unit_price_overrides." + i;
            fields.required(path, override);
            if (override == null) continue;
            unit(fields, path + ".unit_price", override.unitPrice());
            fields.required(path + ".country_codes", override.countryCodes())
                    .matches(
                            path + ".country_codes",
                            override.countryCodes(),
                            codes -> !codes.isEmpty()
                                    && codes.stream().allMatch(code -> code != null && COUNTRIES.contains(code)),
                            "must be ISO 3166 country codes");
        }
    }

    private static void span(Fields fields, String path, @Nullable DurationData span) {
        if (span == null) return;
        fields.required(path + ".interval", span.interval())
                .oneOf(path + ".interval", span.interval(), INTERVALS)
                .range(path + ".frequency", span.frequency(), 1, 99);
    }

    private static void quantity(Fields fields, @Nullable Quantity quantity) {
        if (quantity == null) return;
        fields.range("quantity.minimum", quantity.minimum(), 1, MOST)
                .range("quantity.maximum", quantity.maximum(), Math.max(1, quantity.minimum()), MOST);
    }
}
