package dev.portico.subscription.discount;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.money.Currencies;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a discount must be like.
final class OfferRules {

    private static final Set<String> TYPES = Set.of("flat", "flat_per_seat", Offer.PERCENTAGE);
    private static final Set<String> MODES = Set.of("standard", "custom");
    private static final String PERCENT = "100(\\.0{1,2})?|[1-9]?[0-9](\\.[0-9]{1,2})?";
    private static final String NOTHING = "0(\\.0+)?";
    private static final String MINOR = "[1-9][0-9]{0,11}";
    private static final int MOST = 999_999_999;
    private static final int MOST_RESTRICTIONS = 100;

    private OfferRules() {}

    /// @throws dev.portico.chassis.error.Refusal `invalid_field`, naming every field that is wrong
    static void check(OfferRequest asked) {
        var fields = Fields.check()
                .required("description", asked.description())
                .text("description", asked.description(), 500)
                .required("type", asked.type())
                .oneOf("type", asked.type(), TYPES)
                .oneOf("mode", asked.mode(), MODES)
                .required("amount", asked.amount())
                .matches(
                        "code",
                        asked.code(),
                        code -> code.matches("[A-Za-z0-9]{1,32}"),
                        "must be letters and digits, at most 32")
                .range("maximum_recurring_intervals", asked.maximumRecurringIntervals(), 1, MOST)
                .range("usage_limit", asked.usageLimit(), 1, MOST)
                .freeForm("custom_data", asked.customData());
        if (asked.maximumRecurringIntervals() != null && !asked.recurs())
            fields.wrong("maximum_recurring_intervals", "needs recur to be true");
        if (!asked.hasExpiry()) fields.wrong("expires_at", "must be a time such as 2026-11-24T10:15:30Z");
        if (Offer.PERCENTAGE.equals(asked.type())) percentage(fields, asked);
        else flat(fields, asked);
        restrictions(fields, asked.restrictTo());
        fields.orRefuse();
    }

    private static void percentage(Fields fields, OfferRequest asked) {
        fields.matches(
                "amount",
                asked.amount(),
                amount -> amount.matches(PERCENT) && !amount.matches(NOTHING),
                "must be a percentage from 0.01 to 100");
        if (asked.currencyCode() != null) fields.wrong("currency_code", "must be absent for a percentage");
    }

    private static void flat(Fields fields, OfferRequest asked) {
        fields.matches("amount", asked.amount(), amount -> amount.matches(MINOR), "must be minor units, digits only")
                .required("currency_code", asked.currencyCode())
                .oneOf("currency_code", asked.currencyCode(), Currencies.KNOWN);
    }

    private static void restrictions(Fields fields, @Nullable List<String> only) {
        if (only == null) return;
        if (only.size() > MOST_RESTRICTIONS)
            fields.wrong("restrict_to", "must have at most " + MOST_RESTRICTIONS + " entries");
        if (only.stream().anyMatch(Objects::isNull)) fields.wrong("restrict_to", "must not hold null");
    }
}
