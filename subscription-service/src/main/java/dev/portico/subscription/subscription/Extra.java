package dev.portico.subscription.subscription;

import dev.portico.events.ChargeRequestData;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.Proration;
import dev.portico.pricing.Entry;
import org.jspecify.annotations.Nullable;

/// Something to be paid once.
///
/// @param proration set if only a part of a period is paid for
record Extra(
        PriceData price,
        ProductData product,
        int quantity,
        @Nullable Proration proration) {

    static Extra whole(Item item) {
        return new Extra(item.price(), item.product(), item.quantity(), null);
    }

    Entry entry() {
        return Entry.of(price, product, quantity, proration);
    }

    ChargeRequestData.Item asked() {
        return new ChargeRequestData.Item(price, product, quantity, proration);
    }
}
