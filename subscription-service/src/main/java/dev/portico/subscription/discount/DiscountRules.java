package dev.portico.subscription.discount;

import dev.portico.chassis.error.Fields;
import dev.portico.events.DiscountData;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a discount must be like.
final class DiscountRules {

    private static final Set<String> TYPES = Set.of("flat", "flat_per_seat", "percentage");
    private static final Set<String> STATUSES = Set.of("active", "archived");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,32}");
    private static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]{0,11}");
    private static final Pattern PERCENTAGE = Pattern.compile("(100(\\.0{1,6})?|[0-9]{1,2}(\\.[0-9]{1,6})?)");
    private static final Pattern NOTHING = Pattern.compile("0{1,2}(\\.0*)?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int MOST_RESTRICTED = 100;
    private static final int MOST = 999_999_999;

    private DiscountRules() {}

    /// Also what comes from JSON unread: whatever the type says can't be absent may be.
    ///
    /// @throws dev.portico.chassis.error.Refusal `invalid_field`, naming every field that is wrong
    static void check(DiscountData discount) {
        var fields = Fields.check()
                .required("description", discount.description())
                .text("description", discount.description(), 500)
                .required("type", discount.type())
                .oneOf("type", discount.type(), TYPES)
                .oneOf("mode", discount.mode(), Set.of("standard", "custom"))
                .oneOf("status", discount.status(), STATUSES)
                .required("amount", discount.amount())
                .matches(
                        "code",
                        discount.code(),
                        code -> CODE.matcher(code).matches(),
                        "must have 1 to 32 letters and digits")
                .range("usage_limit", discount.usageLimit(), 1, MOST)
                .range("maximum_recurring_intervals", discount.maximumRecurringIntervals(), 1, MOST)
                .freeForm("custom_data", discount.customData());
        amount(fields, discount);
        restriction(fields, discount.restrictTo());
        if (discount.maximumRecurringIntervals() != null && !discount.recur())
            fields.wrong("maximum_recurring_intervals", "needs recur");
        fields.orRefuse();
    }

    private static void amount(Fields fields, DiscountData discount) {
        boolean percentage = "percentage".equals(discount.type());
        Pattern form = percentage ? PERCENTAGE : AMOUNT;
        fields.matches(
                "amount",
                discount.amount(),
                text -> form.matcher(text).matches() && !NOTHING.matcher(text).matches(),
                percentage ? "must be a percentage above 0, at most 100" : "must be minor units, digits only");
        if (!percentage) fields.required("currency_code", discount.currencyCode());
        fields.matches(
                "currency_code",
                discount.currencyCode(),
                code -> CURRENCY.matcher(code).matches(),
                "must be an ISO 4217 currency code");
    }

    private static void restriction(Fields fields, @Nullable List<String> only) {
        if (only == null) return;
        boolean ids = !only.isEmpty()
                && only.size() <= MOST_RESTRICTED
                && only.stream().allMatch(id -> id != null && id.matches("(pro|pri)_[0-9a-z]{26}"));
        if (!ids) fields.wrong("restrict_to", "must be ids of products and prices");
    }
}
