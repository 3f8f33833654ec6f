package dev.portico.subscription.subscription;

import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_ACTIVATED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_CANCELED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_CREATED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_UPDATED;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.SubscriptionData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An agreement to pay again and again, until somebody ends it.
///
/// @param due true while a scheduled change awaits its time, else absent: what the worker looks for
record Subscription(
        String id,
        String merchantId,
        String customerId,
        @Nullable String addressId,
        String transactionId,
        SubscriptionStatus status,
        String currency,
        BillingCycle billingCycle,
        Period currentPeriod,
        List<Item> items,
        @Nullable ScheduledChange scheduled,
        @Nullable Boolean due,
        @Nullable Map<String, Object> customData,
        Instant startedAt,
        @Nullable Instant canceledAt,
        Instant createdAt,
        Instant updatedAt)
        implements Owned {

    Change<Subscription> opened() {
        return Change.to(this).telling(SUBSCRIPTION_CREATED, data()).telling(SUBSCRIPTION_ACTIVATED, data());
    }

    /// Ends now, or when what is paid for has run out.
    Change<Subscription> cancel(EffectiveFrom from, Instant now) {
        if (isCanceled()) throw Refusal.of(ErrorCode.SUBSCRIPTION_IS_CANCELED_ACTION_INVALID);
        return switch (from) {
            case IMMEDIATELY -> canceled(now, now);
            case NEXT_BILLING_PERIOD -> schedule(new ScheduledChange.Cancel(currentPeriod.endsAt()), now);
        };
    }

    /// Takes back what was scheduled.
    Change<Subscription> keep(Instant now) {
        if (isCanceled()) throw Refusal.of(ErrorCode.SUBSCRIPTION_UPDATE_WHEN_CANCELED);
        if (scheduled == null) return Change.to(this);
        return updated(with(status, null, canceledAt, now));
    }

    /// Does what was scheduled, if its time has come. Heard twice, it changes nothing.
    Change<Subscription> whenDue(Instant now) {
        return switch (scheduled) {
            case ScheduledChange.Cancel(var at) when !now.isBefore(at) -> canceled(at, now);
            case null, default -> Change.to(this);
        };
    }

    boolean isCanceled() {
        return status == SubscriptionStatus.CANCELED;
    }

    private Change<Subscription> schedule(ScheduledChange change, Instant now) {
        if (scheduled != null) throw Refusal.of(ErrorCode.SUBSCRIPTION_LOCKED_PENDING_CHANGES);
        return updated(with(status, change, canceledAt, now));
    }

    private Change<Subscription> canceled(Instant at, Instant now) {
        var canceled = with(SubscriptionStatus.CANCELED, null, at, now);
        return Change.to(canceled).telling(SUBSCRIPTION_CANCELED, canceled.data());
    }

    private static Change<Subscription> updated(Subscription subscription) {
        return Change.to(subscription).telling(SUBSCRIPTION_UPDATED, subscription.data());
    }

    private Subscription with(
            SubscriptionStatus newStatus, @Nullable ScheduledChange change, @Nullable Instant canceled, Instant now) {
        return new Subscription(
                id,
                merchantId,
                customerId,
                addressId,
                transactionId,
                newStatus,
                currency,
                billingCycle,
                currentPeriod,
                items,
                change,
                change == null ? null : Boolean.TRUE,
                customData,
                startedAt,
                canceled,
                createdAt,
                now);
    }

    SubscriptionData data() {
        Instant next = isCanceled() ? null : currentPeriod.endsAt();
        return new SubscriptionData(
                id,
                status.wire(),
                customerId,
                addressId,
                null,
                currency,
                transactionId,
                createdAt,
                updatedAt,
                startedAt,
                startedAt,
                scheduled instanceof ScheduledChange.Cancel ? null : next,
                null,
                canceledAt,
                null,
                "automatic",
                null,
                isCanceled() ? null : currentPeriod.data(),
                billingCycle.data(),
                scheduled == null ? null : scheduled.data(),
                items.stream()
                        .map(item -> item.data(updatedAt, currentPeriod.startsAt(), next))
                        .toList(),
                customData,
                null);
    }
}
