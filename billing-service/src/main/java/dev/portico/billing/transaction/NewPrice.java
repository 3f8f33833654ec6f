package dev.portico.billing.transaction;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.money.Currencies;
import dev.portico.events.MoneyData;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A price made for one sale. It has an id of its own, but is not in the catalogue.
record NewPrice(
        @Nullable String productId,
        @Nullable NewProduct product,
        @Nullable String description,
        @Nullable String name,
        Terms.@Nullable Span billingCycle,
        @Nullable Trial trialPeriod,
        @Nullable String taxMode,
        @Nullable Amount unitPrice,
        @Nullable List<Object> unitPriceOverrides,
        @Nullable Bounds quantity,
        @Nullable Map<String, Object> customData) {

    static final int MOST = 999_999_999;

    private static final Set<String> TAX_MODES = Set.of("account_setting", "external", "internal", "location");

    /// In minor units.
    record Amount(@Nullable String amount, @Nullable String currencyCode) {}

    record Bounds(@Nullable Integer minimum, @Nullable Integer maximum) {}

    record Trial(
            @Nullable String interval,
            @Nullable Integer frequency,
            @Nullable Boolean requiresPaymentMethod) {}

    void check(Fields fields, String path) {
        fields.required(path + "description", description)
                .text(path + "description", description, 500)
                .text(path + "name", name, 150)
                .oneOf(path + "tax_mode", taxMode, TAX_MODES)
                .freeForm(path + "custom_data", customData)
                .required(path + "unit_price", unitPrice);
        if (unitPrice != null)
            fields.required(path + "unit_price.amount", unitPrice.amount)
                    .matches(
                            path + "unit_price.amount",
                            unitPrice.amount,
                            amount -> amount.matches("[0-9]{1,12}"),
                            "must be minor units, at most 12 digits")
                    .required(path + "unit_price.currency_code", unitPrice.currencyCode)
                    .oneOf(path + "unit_price.currency_code", unitPrice.currencyCode, Currencies.KNOWN);
        if (unitPriceOverrides != null && !unitPriceOverrides.isEmpty())
            fields.wrong(path + "unit_price_overrides", "must be empty");
        if (billingCycle != null) billingCycle.check(fields, path + "billing_cycle");
        if (trialPeriod != null) trial(trialPeriod).check(fields, path + "trial_period");
        checkBounds(fields, path + "quantity.");
        if (productId != null && product != null) fields.wrong(path + "product", "must not come with product_id");
        if (productId == null && product == null) fields.wrong(path + "product_id", "is required");
        if (product != null) product.check(fields, path + "product.");
    }

    private void checkBounds(Fields fields, String path) {
        if (quantity == null) return;
        fields.range(path + "minimum", quantity.minimum, 1, MOST).range(path + "maximum", quantity.maximum, 1, MOST);
        if (bounds().minimum() > bounds().maximum())
            fields.wrong(path + "minimum", "must not be more than the maximum");
    }

    PriceData data(String id, ProductData of, Instant now) {
        return new PriceData(
                id,
                of.id(),
                Objects.requireNonNull(description),
                "custom",
                name,
                billingCycle == null ? null : billingCycle.data(),
                trialPeriod == null ? null : trial(trialPeriod).data(),
                Objects.requireNonNullElse(taxMode, "account_setting"),
                money(Objects.requireNonNull(unitPrice)),
                List.of(),
                bounds(),
                "active",
                customData,
                now,
                now,
                null);
    }

    PriceData.Quantity bounds() {
        return quantity == null
                ? new PriceData.Quantity(1, 100)
                : new PriceData.Quantity(
                        Objects.requireNonNullElse(quantity.minimum, 1),
                        Objects.requireNonNullElse(quantity.maximum, 100));
    }

    private static Terms.Span trial(Trial trial) {
        return new Terms.Span(trial.interval, trial.frequency);
    }

    private static MoneyData money(Amount unit) {
        long minor = Long.parseLong(Objects.requireNonNull(unit.amount));
        return new MoneyData(Long.toString(minor), Objects.requireNonNull(unit.currencyCode));
    }

    /// A product made for one sale.
    record NewProduct(
            @Nullable String name,
            @Nullable String description,
            @Nullable String taxCategory,
            @Nullable String imageUrl,
            @Nullable Map<String, Object> customData) {

        void check(Fields fields, String path) {
            fields.required(path + "name", name)
                    .text(path + "name", name, 200)
                    .text(path + "description", description, 2048)
                    .text(path + "tax_category", taxCategory, 100)
                    .matches(
                            path + "image_url",
                            imageUrl,
                            url -> url.matches("https://\\S{1,2000}"),
                            "must be an https URL")
                    .freeForm(path + "custom_data", customData);
        }

        ProductData data(Ids ids, Instant now) {
            return new ProductData(
                    ids.next("pro"),
                    Objects.requireNonNull(name),
                    "custom",
                    description,
                    Objects.requireNonNullElse(taxCategory, "standard"),
                    imageUrl,
                    customData,
                    "active",
                    now,
                    now,
                    null);
        }
    }
}
