package dev.portico.subscription.discount;

import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Patch;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A discount as it is asked for, not yet checked.
record OfferRequest(
        @Nullable String description,
        @Nullable Boolean enabledForCheckout,
        @Nullable String code,
        @Nullable String type,
        @Nullable String mode,
        @Nullable String amount,
        @Nullable String currencyCode,
        @Nullable Boolean recur,
        @Nullable Integer maximumRecurringIntervals,
        @Nullable Integer usageLimit,
        @Nullable List<String> restrictTo,
        @Nullable String expiresAt,
        @Nullable Map<String, Object> customData) {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /// An offer with some of it changed.
    @SuppressWarnings("unchecked")
    static OfferRequest of(Offer before, Patch patch) {
        boolean percentageNow = Offer.PERCENTAGE.equals(patch.text("type", before.type()));
        String expires = before.expiresAt() == null ? null : before.expiresAt().toString();
        return new OfferRequest(
                patch.text("description", before.description()),
                patch.value("enabled_for_checkout", Boolean.class, before.enabledForCheckout()),
                patch.text("code", before.code()),
                patch.text("type", before.type()),
                patch.text("mode", before.mode()),
                patch.text("amount", before.amount()),
                // Who makes it a percentage need not say that it has no currency any more.
                patch.text("currency_code", percentageNow ? null : before.currencyCode()),
                patch.value("recur", Boolean.class, before.recur()),
                patch.value("maximum_recurring_intervals", Integer.class, before.maximumRecurringIntervals()),
                patch.value("usage_limit", Integer.class, before.usageLimit()),
                patch.list("restrict_to", String.class, before.restrictTo()),
                patch.text("expires_at", expires),
                patch.value("custom_data", Map.class, before.customData()));
    }

    /// @throws Refusal `invalid_field`, naming every field that is wrong
    Offer checked() {
        OfferRules.check(this);
        return new Offer(
                Objects.requireNonNull(description),
                isForCheckout(),
                code,
                Objects.requireNonNull(type),
                mode == null ? "standard" : mode,
                Objects.requireNonNull(amount),
                currencyCode,
                recurs(),
                maximumRecurringIntervals,
                usageLimit,
                restrictTo == null || restrictTo.isEmpty() ? null : List.copyOf(restrictTo),
                expiry(),
                customData);
    }

    boolean recurs() {
        return Boolean.TRUE.equals(recur);
    }

    boolean hasExpiry() {
        try {
            Instant at = expiry();
            return at == null || (at.isAfter(Instant.EPOCH) && !at.isAfter(LATEST));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private boolean isForCheckout() {
        return !Boolean.FALSE.equals(enabledForCheckout);
    }

    // The store keeps milliseconds.
    private @Nullable Instant expiry() {
        return expiresAt == null
                ? null
                : OffsetDateTime.parse(expiresAt).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
}
