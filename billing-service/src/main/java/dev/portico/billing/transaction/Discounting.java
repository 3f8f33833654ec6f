package dev.portico.billing.transaction;

import dev.portico.billing.discount.Discounts;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.events.DiscountData;
import dev.portico.pricing.Taxation;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says what lines come to: with the discount off, if it may be used, and with the tax on.
@Component
final class Discounting {

    private final Discounts discounts;
    private final Transactions transactions;
    private final Clock clock;

    Discounting(Discounts discounts, Transactions transactions, Clock clock) {
        this.discounts = discounts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @throws Refusal `invalid_field` for an unknown one, `transaction_discount_not_eligible` for one that can't be
    /// used
    List<Line> off(Caller caller, @Nullable String discountId, List<Line> lines, Taxation taxation) {
        if (discountId == null) return priced(lines, null, taxation);
        DiscountData discount = discounts
                .find(caller, discountId)
                .orElseThrow(() -> Refusal.field("discount_id", "is not a discount of this merchant"));
        String why = whyNot(caller, discount, lines);
        if (why != null) throw Refusal.of(ErrorCode.TRANSACTION_DISCOUNT_NOT_ELIGIBLE, why);
        return priced(lines, discount, taxation);
    }

    /// For what was agreed before: the discount comes off even if nobody could begin to use it now.
    List<Line> agreed(Caller caller, @Nullable String discountId, List<Line> lines, Taxation taxation) {
        return priced(lines, discountId == null ? null : discounts.expect(caller, discountId), taxation);
    }

    private static List<Line> priced(List<Line> lines, @Nullable DiscountData discount, Taxation taxation) {
        try {
            return Line.priced(lines, discount, taxation);
        } catch (NumberFormatException e) {
            throw Refusal.of(ErrorCode.TRANSACTION_DISCOUNT_NOT_ELIGIBLE, "The discount's amount can't be calculated.");
        } catch (ArithmeticException e) {
            throw Refusal.field("items", "add up to more than an amount can hold");
        }
    }

    private @Nullable String whyNot(Caller caller, DiscountData discount, List<Line> lines) {
        String currency = lines.getFirst().currency();
        if (!discount.status().equals("active")) return "The discount is " + discount.status() + ".";
        if (discount.expiresAt() != null && !clock.instant().isBefore(discount.expiresAt()))
            return "The discount has expired.";
        if (discount.currencyCode() != null && !discount.currencyCode().equals(currency))
            return "The discount is in another currency than the prices.";
        if (lines.stream().noneMatch(line -> line.entry().takes(discount)))
            return "The discount does not come off any of the items.";
        if (discount.usageLimit() != null && used(caller, discount) >= discount.usageLimit())
            return "The discount was used as often as it may be.";
        return null;
    }

    // Its owner counts, too, but hears of a completed transaction a moment later.
    private long used(Caller caller, DiscountData discount) {
        return Math.max(discount.timesUsed(), transactions.redemptions(caller, discount.id()));
    }
}
