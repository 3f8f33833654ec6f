package dev.portico.subscription.subscription;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portico.chassis.money.Money;
import dev.portico.events.MoneyData;
import dev.portico.events.PeriodData;
import dev.portico.events.SubscriptionData;
import dev.portico.subscription.tax.Taxing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A subscription as it would be, and what that would cost. Nothing has happened.
record SubscriptionPreview(
        @JsonUnwrapped SubscriptionData subscription,
        SubscriptionView.@Nullable Links managementUrls,
        @Nullable NextTransaction immediateTransaction,
        @Nullable NextTransaction nextTransaction,
        Quote recurringTransactionDetails,
        UpdateSummary updateSummary) {

    /// A transaction to come.
    record NextTransaction(PeriodData billingPeriod, Quote details, List<Object> adjustments) {}

    /// What a change costs now.
    record UpdateSummary(MoneyData credit, MoneyData charge, Result result) {}

    /// @param action `charge` or `credit`
    record Result(String action, String amount, String currencyCode) {}

    static SubscriptionPreview of(Subscription next, Bill now, Taxing taxing, Instant at) {
        @Nullable Quote immediate = now.isNothing() ? null : quote(next, now, taxing, at);
        return new SubscriptionPreview(
                next.data(),
                null,
                immediate == null
                        ? null
                        : new NextTransaction(
                                new PeriodData(at, next.currentPeriod().endsAt()), immediate, List.of()),
                nextTransaction(next, taxing),
                recurring(next, taxing),
                summary(next.currency(), immediate, now.credit()));
    }

    /// The bill that will come by itself; null if none will.
    static @Nullable NextTransaction nextTransaction(Subscription subscription, Taxing taxing) {
        Instant at = subscription.nextBilledAt();
        if (at == null) return null;
        Bill bill =
                new Bill(subscription.recurring(), Money.zero(subscription.currency())).plus(subscription.nextBill());
        return new NextTransaction(subscription.nextPeriod().data(), quote(subscription, bill, taxing, at), List.of());
    }

    /// What a whole period costs.
    static Quote recurring(Subscription subscription, Taxing taxing) {
        Instant at = subscription.nextBilledAt();
        return quote(
                subscription,
                new Bill(subscription.recurring(), Money.zero(subscription.currency())),
                taxing,
                at == null ? subscription.updatedAt() : at);
    }

    private static Quote quote(Subscription subscription, Bill bill, Taxing taxing, Instant at) {
        return Quote.of(
                bill.extras().stream().map(Extra::entry).toList(),
                subscription.discountAt(at),
                bill.credit(),
                taxing.of(subscription.addressId(), subscription.businessId()));
    }

    private static UpdateSummary summary(String currency, @Nullable Quote immediate, Money credit) {
        Money charge = immediate == null ? Money.zero(currency) : immediate.charge();
        Money result = charge.minus(credit);
        boolean owes = result.minor() >= 0;
        return new UpdateSummary(
                new MoneyData(credit.amount(), currency),
                new MoneyData(charge.amount(), currency),
                new Result(owes ? "charge" : "credit", Long.toString(Math.abs(result.minor())), currency));
    }
}
