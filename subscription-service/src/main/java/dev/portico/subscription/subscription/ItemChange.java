package dev.portico.subscription.subscription;

import dev.portico.chassis.money.Money;
import dev.portico.events.DiscountData;
import dev.portico.events.Proration;
import dev.portico.pricing.Entry;
import dev.portico.pricing.Tax;
import dev.portico.pricing.Taxation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is had more and what less after a change of items. Pure: the same change at the same instant comes to the same.
///
/// What is no longer had is credited as it was charged: with the discount that comes off and the tax that was on it.
///
/// A share of a period is the seconds that are left of it; amounts are rounded half up to the minor unit, each line by
/// itself, so that what is credited for a line is exactly what the same line would have cost.
final class ItemChange {

    private final List<Item> before;
    private final List<Item> after;
    private final @Nullable DiscountData discount;
    private final String currency;
    private final Taxation taxation;

    /// @param taxation what was charged with, where an item does not say so itself
    ItemChange(
            List<Item> before, List<Item> after, @Nullable DiscountData discount, String currency, Taxation taxation) {
        this.before = before;
        this.after = after;
        this.discount = discount;
        this.currency = currency;
        this.taxation = taxation;
    }

    /// What it comes to in a mode.
    ///
    /// @param period the one that is under way
    Bill bill(ProrationMode mode, Period period, Instant now) {
        if (mode == ProrationMode.DO_NOT_BILL) return Bill.nothing(currency);
        Proration share = mode.isProrated() ? period.restAt(now) : null;
        var extras = new ArrayList<Extra>();
        var given = new ArrayList<Entry>();
        for (var difference : differences().entrySet()) {
            Item item = difference.getKey();
            int more = difference.getValue();
            if (more > 0) extras.add(new Extra(item.price(), item.product(), more, share));
            if (more < 0 && share != null)
                given.add(new Entry(item.price(), item.product(), -more, share, false, chargedTax(item)));
        }
        return new Bill(
                extras,
                Quote.of(given, discount, Money.zero(currency), taxation).charge());
    }

    /// All that is had after the change; what there is more of was charged with this tax.
    List<Item> charged(Taxation with) {
        return after.stream()
                .map(item -> item.quantity() > quantityOf(before, item)
                        ? item.taxed(with.of(item.price(), item.product()))
                        : item)
                .toList();
    }

    private Map<Item, Integer> differences() {
        var differences = new LinkedHashMap<Item, Integer>();
        for (Item item : after) differences.put(item, item.quantity() - quantityOf(before, item));
        for (Item item : before) if (quantityOf(after, item) == 0) differences.put(item, -item.quantity());
        return differences;
    }

    private @Nullable Tax chargedTax(Item given) {
        return before.stream()
                .filter(item -> isSame(item, given) && item.tax() != null)
                .map(Item::tax)
                .findFirst()
                .orElse(null);
    }

    private static int quantityOf(List<Item> items, Item wanted) {
        return items.stream()
                .filter(item -> isSame(item, wanted))
                .mapToInt(Item::quantity)
                .sum();
    }

    // The price as it was agreed: the same price at another amount is another one.
    private static boolean isSame(Item one, Item other) {
        return one.price().id().equals(other.price().id()) && one.unit().equals(other.unit());
    }
}
