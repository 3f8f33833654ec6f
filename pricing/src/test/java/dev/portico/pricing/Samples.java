package dev.portico.pricing;

import dev.portico.events.DiscountData;
import dev.portico.events.MoneyData;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.TaxSettingsData;
import dev.portico.events.TaxSettingsData.Rate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Things to sell, and merchants who tax them.
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    static final ProductData SOFTWARE =
            new ProductData("pro_1", "Engine", "standard", null, "saas", null, null, "active", NOW, NOW, null);

    private Samples() {}

    static PriceData price(String id, long amount, String taxMode) {
        return new PriceData(
                id,
                "pro_1",
                "A price",
                "standard",
                null,
                null,
                null,
                taxMode,
                new MoneyData(Long.toString(amount), "EUR"),
                List.of(),
                new PriceData.Quantity(1, 100),
                "active",
                null,
                NOW,
                NOW,
                null);
    }

    static Entry entry(long amount, int quantity, String taxMode) {
        return Entry.of(price("pri_" + amount, amount, taxMode), SOFTWARE, quantity, null);
    }

    static DiscountData discount(String type, String amount, @Nullable List<String> restrictTo) {
        return new DiscountData(
                "dsc_1",
                "active",
                "A discount",
                true,
                null,
                type,
                "standard",
                amount,
                type.equals("percentage") ? null : "EUR",
                true,
                null,
                null,
                restrictTo,
                null,
                null,
                0,
                null,
                NOW,
                NOW,
                null);
    }

    static TaxSettingsData settings(String mode, boolean reverseCharge, Rate... rates) {
        return new TaxSettingsData("taxset_1", mode, List.of(rates), reverseCharge, NOW);
    }

    /// A buyer in Germany who buys of somebody there.
    static Taxation german(String rate) {
        var settings = settings("external", false, new Rate("DE", null, null, rate, "USt"));
        return new Taxation(settings, "DE", new Place("DE", null), null);
    }
}
