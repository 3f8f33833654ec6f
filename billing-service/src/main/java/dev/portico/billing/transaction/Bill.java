package dev.portico.billing.transaction;

import dev.portico.billing.catalog.Catalog;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns what a merchant wants to sell into the lines of a bill.
@Component
final class Bill {

    private static final int LONGEST = 100;

    private final Catalog catalog;
    private final Ids ids;
    private final Clock clock;

    Bill(Catalog catalog, Ids ids, Clock clock) {
        this.catalog = catalog;
        this.ids = ids;
        this.clock = clock;
    }

    /// @throws Refusal `invalid_field`, naming each item that can't be sold
    List<Line> lines(Caller caller, @Nullable List<NewItem> items) {
        if (items == null || items.isEmpty()) throw Refusal.field("items", "must not be empty");
        if (items.size() > LONGEST) throw Refusal.field("items", "must be at most " + LONGEST);
        var fields = Fields.check();
        var lines = new ArrayList<Line>();
        for (int i = 0; i < items.size(); i++) add(caller, items.get(i), "items." + i + ".", lines, fields);
        fields.orRefuse();
        agree(lines);
        return lines;
    }

    private void add(Caller caller, @Nullable NewItem item, String path, List<Line> lines, Fields fields) {
        if (item != null && item.price() != null) {
            if (item.priceId() != null) fields.wrong(path + "price", "must not come with price_id");
            else addMade(caller, item, item.price(), path, lines, fields);
            return;
        }
        if (item == null || item.priceId() == null) {
            fields.wrong(path + "price_id", "is required");
            return;
        }
        var offer = catalog.offer(caller, item.priceId());
        if (offer.isEmpty()) {
            fields.wrong(path + "price_id", "is not a price of this merchant");
            return;
        }
        var price = offer.get().price();
        fields.matches(path + "price_id", price.status(), "active"::equals, "is archived");
        add(item, price, offer.get().product(), path, lines, fields);
    }

    private void addMade(Caller caller, NewItem item, NewPrice made, String path, List<Line> lines, Fields fields) {
        var own = Fields.check();
        made.check(own, path + "price.");
        own.orRefuse();
        ProductData product = made.product() == null
                ? catalog.product(caller, Objects.requireNonNull(made.productId()))
                        .orElse(null)
                : made.product().data(ids, clock.instant());
        if (product == null) fields.wrong(path + "price.product_id", "is not a product of this merchant");
        else add(item, made.data(ids.next("pri"), product, clock.instant()), product, path, lines, fields);
    }

    private void add(NewItem item, PriceData price, ProductData product, String path, List<Line> lines, Fields fields) {
        int quantity = item.quantity() == null ? 1 : item.quantity();
        fields.range(
                path + "quantity",
                quantity,
                Math.max(1, price.quantity().minimum()),
                price.quantity().maximum());
        Line line = Line.of(ids.next("txnitm"), price, product, quantity);
        lines.add(price.trialPeriod() == null ? line : line.onTrial());
    }

    private static void agree(List<Line> lines) {
        long currencies = lines.stream().map(Line::currency).distinct().count();
        if (currencies > 1) throw Refusal.field("items", "must all be in one currency");
        long cycles = lines.stream()
                .map(line -> line.price().billingCycle())
                .filter(Objects::nonNull)
                .distinct()
                .count();
        if (cycles > 1) throw Refusal.field("items", "must all have the same billing cycle");
    }
}
