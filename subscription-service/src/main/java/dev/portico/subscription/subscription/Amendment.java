package dev.portico.subscription.subscription;

import dev.portico.events.BillingDetails;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be different about a subscription. Whatever was not asked for is null; who asked for nothing to be there
/// has a box with nothing in it.
///
/// @param items all that is to be subscribed to
/// @param mode how a change of items or of the date is paid for
record Amendment(
        @Nullable List<Item> items,
        @Nullable ProrationMode mode,
        @Nullable Instant nextBilledAt,
        @Nullable String addressId,
        @Nullable Box<String> businessId,
        @Nullable Box<AppliedDiscount> discount,
        @Nullable String collectionMode,
        @Nullable Box<BillingDetails> billingDetails,
        @Nullable Box<Map<String, Object>> customData) {

    /// Something that may be nothing.
    record Box<T>(@Nullable T value) {}

    /// A subscription as it will be, and what that costs now.
    record Amended(Subscription next, Bill now) {}

    Amended of(Subscription before, Instant now) {
        var edit = before.edit();
        Bill immediate = Bill.nothing(before.currency());
        if (items != null && mode != null) {
            Bill bill = before.isTrialing()
                    ? immediate
                    : new ItemChange(before.items(), items, before.discountAt(now), before.currency())
                            .bill(mode, before.currentPeriod(), now);
            edit.items(items);
            if (mode.isImmediate()) immediate = bill;
            else edit.nextBill(before.nextBill().plus(bill));
        }
        if (nextBilledAt != null)
            edit.period(new Period(before.currentPeriod().startsAt(), nextBilledAt))
                    .anchor(nextBilledAt);
        if (addressId != null) edit.address(addressId);
        if (businessId != null) edit.business(businessId.value());
        if (discount != null) edit.discount(discount.value());
        if (customData != null) edit.customData(customData.value());
        collecting(edit, before);
        return new Amended(edit.at(now), immediate);
    }

    private void collecting(SubscriptionEdit edit, Subscription before) {
        String how = collectionMode == null ? before.collectionMode() : collectionMode;
        var details = billingDetails == null ? before.billingDetails() : billingDetails.value();
        edit.collecting(how, how.equals(Subscription.MANUAL) ? details : null);
    }
}
