package dev.portico.subscription.subscription;

import dev.portico.chassis.money.Money;
import dev.portico.events.DiscountData;
import dev.portico.events.Proration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is had more and what less after a change of items. Pure: the same change at the same instant comes to the same.
///
/// What is no longer had is credited as it was charged: with the discount that comes off.
///
/// A share of a period is the seconds that are left of it; amounts are rounded half up to the minor unit, each line by
/// itself, so that what is credited for a line is exactly what the same line would have cost.
final class ItemChange {

    private final List<Item> before;
    private final List<Item> after;
    private final @Nullable DiscountData discount;
    private final String currency;

    ItemChange(List<Item> before, List<Item> after, @Nullable DiscountData discount, String currency) {
        this.before = before;
        this.after = after;
        this.discount = discount;
        this.currency = currency;
    }

    /// What it comes to in a mode.
    ///
    /// @param period the one that is under way
    Bill bill(ProrationMode mode, Period period, Instant now) {
        if (mode == ProrationMode.DO_NOT_BILL) return Bill.nothing(currency);
        Proration share = mode.isProrated() ? period.restAt(now) : null;
        var extras = new ArrayList<Extra>();
        var given = new ArrayList<Extra>();
        for (var difference : differences().entrySet()) {
            Item item = difference.getKey();
            int more = difference.getValue();
            if (more > 0) extras.add(new Extra(item.price(), item.product(), more, share));
            if (more < 0 && share != null) given.add(new Extra(item.price(), item.product(), -more, share));
        }
        return new Bill(extras, Quote.of(given, discount, Money.zero(currency)).charge());
    }

    private Map<Item, Integer> differences() {
        var differences = new LinkedHashMap<Item, Integer>();
        for (Item item : after) differences.put(item, item.quantity() - quantityOf(before, item));
        for (Item item : before) if (quantityOf(after, item) == 0) differences.put(item, -item.quantity());
        return differences;
    }

    // The price as it was agreed: the same price at another amount is another one.
    private static int quantityOf(List<Item> items, Item wanted) {
        return items.stream()
                .filter(item -> item.price().id().equals(wanted.price().id())
                        && item.unit().equals(wanted.unit()))
                .mapToInt(Item::quantity)
                .sum();
    }
}
