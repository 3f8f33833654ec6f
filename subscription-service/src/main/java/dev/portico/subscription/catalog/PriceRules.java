package dev.portico.subscription.catalog;

import dev.portico.chassis.error.Fields;
import dev.portico.events.DurationData;
import dev.portico.events.MoneyData;
import dev.portico.events.PriceData.Quantity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a price must be like.
final class PriceRules {

    private static final Set<String> INTERVALS = Set.of("day", "week", "month", "year");
    private static final Set<String> TAX_MODES = Set.of("account_setting", "external", "internal", "location");
    private static final Set<String> CURRENCIES = Set.of(
            "USD", "EUR", "GBP", "JPY", "AUD", "CAD", "CHF", "CLP", "HKD", "SGD", "SEK", "ARS", "BRL", "CNY", "COP",
            "CZK", "DKK", "HUF", "ILS", "INR", "KRW", "MXN", "NOK", "NZD", "PEN", "PLN", "RUB", "THB", "TRY", "TWD",
            "UAH", "VND", "ZAR");
    private static final String AMOUNT = "0|[1-9][0-9]{0,11}";
    private static final int MOST = 999_999_999;

    private PriceRules() {}

    /// @throws dev.portico.chassis.error.Refusal `invalid_field`, naming every field that is wrong
    static void check(PriceApi.NewPrice price) {
        var fields = Fields.check()
                .required("product_id", price.productId())
                .required("description", price.description())
                .text("description", price.description(), 500)
                .text("name", price.name(), 150)
                .oneOf("tax_mode", price.taxMode(), TAX_MODES)
                .freeForm("custom_data", price.customData())
                .required("unit_price", price.unitPrice());
        unit(fields, price.unitPrice());
        cycle(fields, price.billingCycle());
        quantity(fields, price.quantity());
        if (price.trialPeriod() != null) fields.wrong("trial_period", "is not supported yet");
        fields.orRefuse();
    }

    private static void unit(Fields fields, @Nullable MoneyData unit) {
        if (unit == null) return;
        fields.required("unit_price.amount", unit.amount())
                .matches(
                        "unit_price.amount",
                        unit.amount(),
                        text -> text.matches(AMOUNT),
                        "must be minor units, digits only")
                .required("unit_price.currency_code", unit.currencyCode())
                .oneOf("unit_price.currency_code", unit.currencyCode(), CURRENCIES);
    }

    private static void cycle(Fields fields, @Nullable DurationData cycle) {
        if (cycle == null) return;
        fields.required("billing_cycle.interval", cycle.interval())
                .oneOf("billing_cycle.interval", cycle.interval(), INTERVALS)
                .range("billing_cycle.frequency", cycle.frequency(), 1, 99);
    }

    private static void quantity(Fields fields, @Nullable Quantity quantity) {
        if (quantity == null) return;
        fields.range("quantity.minimum", quantity.minimum(), 1, MOST)
                .range("quantity.maximum", quantity.maximum(), Math.max(1, quantity.minimum()), MOST);
    }
}
