package dev.portico.pricing;

import dev.portico.chassis.money.Money;
import dev.portico.chassis.money.Rate;
import dev.portico.events.DiscountData;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.Proration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that goes on a bill.
///
/// @param proration set if only a part of a period is paid for
/// @param free whether it costs nothing, because it is tried
/// @param tax what it was taxed with before, where just that is to be given back; absent for the tax of the bill
public record Entry(
        PriceData price,
        ProductData product,
        int quantity,
        @Nullable Proration proration,
        boolean free,
        @Nullable Tax tax) {

    /// Something that is paid for at its price, with the tax of its bill.
    public static Entry of(PriceData price, ProductData product, int quantity, @Nullable Proration proration) {
        return new Entry(price, product, quantity, proration, false, null);
    }

    /// What is asked for it by its price: before any discount, and with the tax where the price includes it.
    ///
    /// @throws ArithmeticException if no amount can hold it
    public Money asked() {
        return share(unit().times(quantity));
    }

    /// The same for one of them.
    Money askedForOne() {
        return share(unit());
    }

    /// Whether a discount comes off it at all.
    public boolean takes(DiscountData discount) {
        List<String> only = discount.restrictTo();
        return only == null || only.isEmpty() || only.contains(price.id()) || only.contains(product.id());
    }

    String currency() {
        return price.unitPrice().currencyCode();
    }

    private Money unit() {
        return free ? Money.zero(currency()) : Money.of(price.unitPrice().amount(), currency());
    }

    private Money share(Money whole) {
        return proration == null ? whole : Rate.of(proration.rate()).of(whole);
    }
}
