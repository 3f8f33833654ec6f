package dev.portico.subscription.subscription;

import dev.portico.events.BillingDetails;
import dev.portico.subscription.settings.Reminders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A subscription on its way to its next state: what is not named stays as it was.
final class SubscriptionEdit {

    private final Subscription before;
    private @Nullable String addressId;
    private @Nullable String businessId;
    private SubscriptionStatus status;
    private String collectionMode;
    private @Nullable BillingDetails billingDetails;
    private Period period;
    private Instant anchor;
    private List<Item> items;
    private Bill nextBill;
    private @Nullable AppliedDiscount discount;
    private @Nullable ScheduledChange scheduled;
    private List<Owed> owed;
    private @Nullable String paidBy;
    private @Nullable Reminders reminders;
    private @Nullable Instant remindedOf;
    private @Nullable Map<String, Object> customData;
    private @Nullable Instant firstBilledAt;
    private @Nullable Instant pausedAt;
    private @Nullable Instant canceledAt;

    SubscriptionEdit(Subscription before) {
        this.before = before;
        this.addressId = before.addressId();
        this.businessId = before.businessId();
        this.status = before.status();
        this.collectionMode = before.collectionMode();
        this.billingDetails = before.billingDetails();
        this.period = before.currentPeriod();
        this.anchor = before.anchor();
        this.items = before.items();
        this.nextBill = before.nextBill();
        this.discount = before.discount();
        this.scheduled = before.scheduled();
        this.owed = before.owed();
        this.paidBy = before.paidBy();
        this.reminders = before.reminders();
        this.remindedOf = before.remindedOf();
        this.customData = before.customData();
        this.firstBilledAt = before.firstBilledAt();
        this.pausedAt = before.pausedAt();
        this.canceledAt = before.canceledAt();
    }

    SubscriptionEdit address(@Nullable String id) {
        this.addressId = id;
        return this;
    }

    SubscriptionEdit business(@Nullable String id) {
        this.businessId = id;
        return this;
    }

    SubscriptionEdit status(SubscriptionStatus next) {
        this.status = next;
        return this;
    }

    SubscriptionEdit collecting(String mode, @Nullable BillingDetails details) {
        this.collectionMode = mode;
        this.billingDetails = details;
        return this;
    }

    SubscriptionEdit period(Period next) {
        this.period = next;
        return this;
    }

    /// From when on periods are counted.
    SubscriptionEdit anchor(Instant at) {
        this.anchor = at;
        return this;
    }

    SubscriptionEdit items(List<Item> next) {
        this.items = next;
        return this;
    }

    SubscriptionEdit owed(List<Owed> next) {
        this.owed = next;
        return this;
    }

    SubscriptionEdit paidBy(@Nullable String transactionId) {
        this.paidBy = transactionId;
        return this;
    }

    SubscriptionEdit reminders(Reminders rule) {
        this.reminders = rule;
        return this;
    }

    /// @param periodEnd of the period of whose end its customer has heard
    SubscriptionEdit remindedOf(Instant periodEnd) {
        this.remindedOf = periodEnd;
        return this;
    }

    SubscriptionEdit nextBill(Bill next) {
        this.nextBill = next;
        return this;
    }

    SubscriptionEdit discount(@Nullable AppliedDiscount next) {
        this.discount = next;
        return this;
    }

    SubscriptionEdit scheduled(@Nullable ScheduledChange change) {
        this.scheduled = change;
        return this;
    }

    SubscriptionEdit customData(@Nullable Map<String, Object> next) {
        this.customData = next;
        return this;
    }

    SubscriptionEdit firstBilledAt(@Nullable Instant at) {
        this.firstBilledAt = at;
        return this;
    }

    SubscriptionEdit pausedAt(@Nullable Instant at) {
        this.pausedAt = at;
        return this;
    }

    SubscriptionEdit canceledAt(@Nullable Instant at) {
        this.canceledAt = at;
        return this;
    }

    /// The next state, as of now.
    Subscription at(Instant now) {
        return new Subscription(
                before.id(),
                before.merchantId(),
                before.customerId(),
                addressId,
                businessId,
                before.transactionId(),
                status,
                before.currency(),
                collectionMode,
                billingDetails,
                before.billingCycle(),
                period,
                anchor,
                items,
                nextBill,
                discount,
                scheduled,
                scheduled == null ? null : scheduled.action(),
                owed,
                paidBy,
                before.testClockId(),
                reminders,
                remindedOf,
                null,
                customData,
                before.importMeta(),
                before.startedAt(),
                firstBilledAt,
                pausedAt,
                canceledAt,
                before.createdAt(),
                now);
    }
}
