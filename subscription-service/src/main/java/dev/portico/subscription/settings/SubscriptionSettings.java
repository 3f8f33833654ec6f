package dev.portico.subscription.settings;

import dev.portico.chassis.store.Owned;

/// What a merchant has decided for all its subscriptions.
///
/// @param id the merchant's
/// @param refundOnCancel what is given back of a period whose subscription ends at once
public record SubscriptionSettings(
        String id, String merchantId, PaymentRetries retries, RefundOnCancel refundOnCancel, Reminders reminders)
        implements Owned {

    // Whoever decided before there were reminders has decided nothing about them.
    public SubscriptionSettings {
        reminders = reminders == null ? Reminders.USUAL : reminders;
    }

    /// What is given back of the period that is under way.
    public enum RefundOnCancel {
        /// Nothing: it was for sale as a whole.
        NONE,
        /// The share that is left of it.
        PRORATED,
        /// All of it.
        FULL
    }

    /// What holds until the merchant decides.
    static SubscriptionSettings usual(String merchantId) {
        return new SubscriptionSettings(
                merchantId, merchantId, PaymentRetries.USUAL, RefundOnCancel.NONE, Reminders.USUAL);
    }
}
