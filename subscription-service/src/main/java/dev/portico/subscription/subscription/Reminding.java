package dev.portico.subscription.subscription;

import dev.portico.chassis.money.Money;
import dev.portico.events.EventType;
import dev.portico.events.SubscriptionEvents;
import dev.portico.events.SubscriptionReminderData;
import dev.portico.pricing.Taxation;
import dev.portico.subscription.settings.Reminders;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When and how customers are told that a bill will come by itself. Pure, like the subscription itself.
final class Reminding {

    private Reminding() {}

    /// When it is said; null if it is not. Never before half of the trial, or of the period, is over.
    static @Nullable Instant at(Reminders reminders, boolean trial, BillingCycle cycle, Period period) {
        if (!trial && !reminders.ofEveryCycle() && !cycle.interval().equals("year")) return null;
        Duration before = Duration.ofDays(trial ? reminders.trialDays() : reminders.renewalDays());
        Duration half = Duration.between(period.startsAt(), period.endsAt()).dividedBy(2);
        return period.endsAt().minus(before.compareTo(half) < 0 ? before : half);
    }

    static EventType<SubscriptionReminderData> event(Subscription of) {
        return of.isTrialing()
                ? SubscriptionEvents.SUBSCRIPTION_TRIAL_ENDING
                : SubscriptionEvents.SUBSCRIPTION_RENEWAL_UPCOMING;
    }

    static SubscriptionReminderData data(Subscription of) {
        Instant billedAt = of.currentPeriod().endsAt();
        Money amount = price(of, billedAt);
        return new SubscriptionReminderData(
                of.id(),
                of.customerId(),
                of.items().stream()
                        .map(item -> item.product().name())
                        .distinct()
                        .toList(),
                amount.amount(),
                amount.currency(),
                billedAt);
    }

    private static Money price(Subscription of, Instant billedAt) {
        var entries = of.recurring().stream().map(Extra::entry).toList();
        return Quote.of(entries, of.discountAt(billedAt), Money.zero(of.currency()), Taxation.NONE)
                .charge();
    }
}
