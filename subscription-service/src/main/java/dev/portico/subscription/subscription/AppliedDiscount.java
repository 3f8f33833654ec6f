package dev.portico.subscription.subscription;

import dev.portico.events.DiscountData;
import dev.portico.events.SubscriptionData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A discount as it was when it was given.
///
/// @param endsAt when it no longer comes off; absent if it always does
record AppliedDiscount(
        DiscountData discount, Instant startsAt, @Nullable Instant endsAt) {

    boolean comesOffAt(Instant at) {
        return endsAt == null || at.isBefore(endsAt);
    }

    SubscriptionData.AppliedDiscount data() {
        return new SubscriptionData.AppliedDiscount(discount.id(), startsAt, endsAt);
    }
}
