package dev.portico.billing.expiry;

import static dev.portico.events.BillingEvents.PAYMENT_METHOD_EXPIRING;

import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.CardData;
import dev.portico.events.ExpiringMethodData;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A saved card, and when its expiry is next said.
///
/// @param lastDay the last day on which it can be charged
/// @param clock the test clock that its customer lives on, or [#WALL]
/// @param announceAt absent once everything is said
record ExpiringCard(
        String id,
        String merchantId,
        String customerId,
        String paymentMethodId,
        CardData card,
        Instant lastDay,
        String clock,
        @Nullable Instant announceAt)
        implements Owned {

    /// The time that everybody real lives in.
    static final String WALL = "wall";

    private static final List<Integer> DAYS_BEFORE = List.of(30, 7);

    static ExpiringCard of(
            String merchantId,
            String customerId,
            String methodId,
            CardData card,
            @Nullable String testClockId,
            Instant savedAt) {
        Instant lastDay = YearMonth.of(card.expiryYear(), card.expiryMonth())
                .atEndOfMonth()
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return new ExpiringCard(
                idOf(methodId),
                merchantId,
                customerId,
                methodId,
                card,
                lastDay,
                testClockId == null ? WALL : testClockId,
                next(lastDay, savedAt).orElse(null));
    }

    static String idOf(String methodId) {
        return Ids.derived("expcrd", methodId);
    }

    /// Its time has come. What comes after its last day is said no more.
    ///
    /// @param isUsed whether anything is paid with it by itself: else there is nobody to warn
    Change<ExpiringCard> announced(boolean isUsed, Instant now) {
        if (announceAt == null || now.isBefore(announceAt)) return Change.to(this);
        var next = new ExpiringCard(
                id,
                merchantId,
                customerId,
                paymentMethodId,
                card,
                lastDay,
                clock,
                next(lastDay, now).orElse(null));
        boolean inTime = now.isBefore(lastDay.plus(Duration.ofDays(1)));
        if (!isUsed || !inTime) return Change.to(next);
        int daysLeft = Math.toIntExact(Duration.between(announceAt, lastDay).toDays());
        return Change.to(next)
                .telling(
                        PAYMENT_METHOD_EXPIRING,
                        new ExpiringMethodData(paymentMethodId, customerId, card, lastDay, daysLeft));
    }

    private static Optional<Instant> next(Instant lastDay, Instant after) {
        return DAYS_BEFORE.stream()
                .map(days -> lastDay.minus(Duration.ofDays(days)))
                .filter(after::isBefore)
                .findFirst();
    }
}
