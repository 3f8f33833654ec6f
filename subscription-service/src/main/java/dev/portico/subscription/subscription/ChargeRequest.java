package dev.portico.subscription.subscription;

import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_CHARGE_REQUESTED;

import dev.portico.chassis.store.Change;
import dev.portico.events.ChargeRequestData;
import dev.portico.events.DiscountData;
import org.jspecify.annotations.Nullable;

/// Money that a subscription asks billing-service for, in the same write as the change that it is for.
record ChargeRequest(Subscription of, Bill bill, Why why) {

    static final String RECURRING = "subscription_recurring";
    static final String CHARGE = "subscription_charge";
    static final String UPDATE = "subscription_update";

    /// @param id the request's own; its transaction's follows from it
    /// @param origin Paddle's word for the reason
    /// @param period what is paid for; absent for something extra
    record Why(
            String id,
            String origin,
            @Nullable Period period,
            @Nullable String onPaymentFailure) {}

    static ChargeRequest of(Subscription subscription, Bill bill, Why why) {
        return new ChargeRequest(subscription, bill, why);
    }

    boolean isNothing() {
        return bill.isNothing();
    }

    Change<Subscription> tellAfter(Change<Subscription> change) {
        return change.telling(SUBSCRIPTION_CHARGE_REQUESTED, data());
    }

    private ChargeRequestData data() {
        DiscountData discount = of.discountAt(
                why.period() == null ? of.updatedAt() : why.period().startsAt());
        return new ChargeRequestData(
                why.id(),
                of.id(),
                of.customerId(),
                of.addressId(),
                of.businessId(),
                of.currency(),
                why.origin(),
                of.collectionMode(),
                of.billingDetails(),
                discount == null ? null : discount.id(),
                why.period() == null ? null : why.period().data(),
                bill.extras().stream().map(Extra::asked).toList(),
                bill.credit().isZero() ? null : bill.credit().amount(),
                why.onPaymentFailure(),
                of.testTime(of.updatedAt()));
    }
}
