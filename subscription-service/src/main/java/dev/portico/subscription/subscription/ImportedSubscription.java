package dev.portico.subscription.subscription;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.events.SubscriptionData;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A subscription that was made elsewhere.
final class ImportedSubscription {

    private ImportedSubscription() {}

    /// @throws Refusal `invalid_field` for what can't be a subscription
    static Subscription of(String merchantId, SubscriptionData from) {
        SubscriptionStatus status = status(from.status());
        var fields = Fields.check()
                .matches("items", from.items(), items -> !items.isEmpty(), "must not be empty")
                .oneOf("collection_mode", from.collectionMode(), Set.of("automatic", "manual"));
        boolean running = status != SubscriptionStatus.CANCELED && status != SubscriptionStatus.PAUSED;
        if (running) fields.required("current_billing_period", from.currentBillingPeriod());
        fields.orRefuse();
        ScheduledChange scheduled = scheduled(from.scheduledChange());
        var stated = from.currentBillingPeriod();
        Period period = stated == null
                ? new Period(millis(from.createdAt()), millis(from.updatedAt()))
                : new Period(millis(stated.startsAt()), millis(stated.endsAt()));
        return new Subscription(
                from.id(),
                merchantId,
                from.customerId(),
                from.addressId(),
                from.businessId(),
                from.transactionId(),
                status,
                from.currencyCode(),
                from.collectionMode(),
                from.billingDetails(),
                new BillingCycle(
                        from.billingCycle().interval(), from.billingCycle().frequency()),
                period,
                period.startsAt(),
                from.items().stream()
                        .map(item -> Item.of(item.price(), item.product(), item.quantity(), millis(item.createdAt())))
                        .toList(),
                Bill.nothing(from.currencyCode()),
                null,
                scheduled,
                scheduled == null ? null : scheduled.action(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                from.customData(),
                from.importMeta(),
                millis(Objects.requireNonNullElse(from.startedAt(), from.createdAt())),
                orMillis(from.firstBilledAt()),
                orMillis(from.pausedAt()),
                orMillis(from.canceledAt()),
                millis(from.createdAt()),
                millis(from.updatedAt()));
    }

    // The store keeps milliseconds: what is read back must equal what was written.
    private static Instant millis(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Instant orMillis(@Nullable Instant at) {
        return at == null ? null : millis(at);
    }

    private static SubscriptionStatus status(String wire) {
        List<SubscriptionStatus> found = Arrays.stream(SubscriptionStatus.values())
                .filter(status -> status.wire().equals(String.valueOf(wire).toLowerCase(Locale.ROOT)))
                .toList();
        if (found.isEmpty()) throw Refusal.field("status", "must be active, canceled, past_due, paused or trialing");
        return found.getFirst();
    }

    private static @Nullable ScheduledChange scheduled(SubscriptionData.@Nullable ScheduledChange change) {
        if (change == null) return null;
        return switch (change.action()) {
            case "cancel" -> new ScheduledChange.Cancel(change.effectiveAt());
            case "pause" -> new ScheduledChange.Pause(change.effectiveAt(), change.resumeAt(), true);
            case "resume" -> new ScheduledChange.Resume(change.effectiveAt(), true);
            default -> throw Refusal.field("scheduled_change.action", "must be cancel, pause or resume");
        };
    }
}
