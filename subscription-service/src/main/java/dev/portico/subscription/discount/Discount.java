package dev.portico.subscription.discount;

import static dev.portico.events.SubscriptionEvents.DISCOUNT_CREATED;
import static dev.portico.events.SubscriptionEvents.DISCOUNT_UPDATED;

import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.DiscountData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A discount as it is kept.
///
/// @param codeKey the code as it is compared, or the id where there is no code: no two of a merchant's agree in it
record Discount(String id, String merchantId, DiscountData data, String status, String codeKey, Instant createdAt)
        implements Owned {

    static Discount of(String merchantId, DiscountData data) {
        return new Discount(data.id(), merchantId, data, data.status(), keyOf(data), data.createdAt());
    }

    private static String keyOf(DiscountData data) {
        @Nullable String code = data.code();
        return code == null ? data.id() : code.toUpperCase(java.util.Locale.ROOT);
    }

    Change<Discount> created() {
        return Change.to(this).telling(DISCOUNT_CREATED, data);
    }

    Change<Discount> updated() {
        return Change.to(this).telling(DISCOUNT_UPDATED, data);
    }
}
