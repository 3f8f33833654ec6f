package dev.portico.subscription.subscription;

import dev.portico.events.BillingDetails;
import dev.portico.pricing.Taxation;
import dev.portico.subscription.tax.Taxing;
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

    /// @param taxing what is given back is taxed as where it was, what is charged as where it will be
    Amended of(Subscription before, Taxing taxing, Instant now) {
        var edit = before.edit();
        Bill immediate = Bill.nothing(before.currency());
        if (items != null && mode != null) {
            var change = change(before, items, taxing, now);
            Bill bill = before.isTrialing() ? immediate : change.bill(mode, before.currentPeriod(), now);
            boolean charged = !before.isTrialing() && mode != ProrationMode.DO_NOT_BILL;
            edit.items(charged ? change.charged(taxationAfter(before, taxing)) : items);
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

    private static ItemChange change(Subscription before, List<Item> items, Taxing taxing, Instant now) {
        return new ItemChange(
                before.items(),
                items,
                before.discountAt(now),
                before.currency(),
                taxing.of(before.addressId(), before.businessId()));
    }

    private Taxation taxationAfter(Subscription before, Taxing taxing) {
        return taxing.of(
                addressId == null ? before.addressId() : addressId,
                businessId == null ? before.businessId() : businessId.value());
    }

    private void collecting(SubscriptionEdit edit, Subscription before) {
        String how = collectionMode == null ? before.collectionMode() : collectionMode;
        var details = billingDetails == null ? before.billingDetails() : billingDetails.value();
        edit.collecting(how, how.equals(Subscription.MANUAL) ? details : null);
    }
}
