package dev.portico.subscription.discount;

import static dev.portico.events.SubscriptionEvents.DISCOUNT_CREATED;
import static dev.portico.events.SubscriptionEvents.DISCOUNT_IMPORTED;
import static dev.portico.events.SubscriptionEvents.DISCOUNT_UPDATED;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.DiscountData;
import dev.portico.events.ImportMeta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that comes off, as often as its merchant allows.
///
/// @param codeKey what must be unique: the code in upper case, or the id if there is none
/// @param archived true if nobody may use it any more, else absent
/// @param usedElsewhere how often it had been used before it was imported
/// @param usedUp true if it was used as often as it may be, else absent
record Discount(
        String id,
        String merchantId,
        Offer offer,
        String codeKey,
        @Nullable Boolean archived,
        int usedElsewhere,
        int timesUsed,
        @Nullable Boolean usedUp,
        Instant createdAt,
        Instant updatedAt,
        @Nullable ImportMeta importMeta)
        implements Owned {

    static Discount of(String id, String merchantId, Offer offer, Instant now) {
        return new Discount(id, merchantId, offer, keyOf(offer.code(), id), null, 0, 0, null, now, now, null);
    }

    /// What another system knows of a discount, as it is kept here.
    static Discount imported(String merchantId, DiscountData theirs, Offer offer) {
        Boolean archived = theirs.status().equals("archived") ? true : null;
        var bare = new Discount(
                theirs.id(),
                merchantId,
                offer,
                keyOf(offer.code(), theirs.id()),
                archived,
                theirs.timesUsed(),
                0,
                null,
                theirs.createdAt().truncatedTo(ChronoUnit.MILLIS),
                theirs.updatedAt().truncatedTo(ChronoUnit.MILLIS),
                theirs.importMeta());
        return bare.redeemed(0);
    }

    static String keyOf(@Nullable String code, String id) {
        return code == null ? id : code.toUpperCase(Locale.ROOT);
    }

    Change<Discount> created() {
        return Change.to(this).telling(DISCOUNT_CREATED, data(createdAt));
    }

    Change<Discount> imported(Instant now) {
        return Change.to(this).telling(DISCOUNT_IMPORTED, data(now));
    }

    /// Takes over what was imported again, unless it says nothing new, or this was changed since.
    Change<Discount> imported(Discount theirs, Instant now) {
        if (updatedAt.isAfter(theirs.updatedAt)) return Change.to(this);
        Discount next = new Discount(
                        id,
                        merchantId,
                        theirs.offer,
                        theirs.codeKey,
                        theirs.archived,
                        theirs.usedElsewhere,
                        0,
                        null,
                        createdAt,
                        theirs.updatedAt,
                        theirs.importMeta)
                .redeemed(timesUsed - usedElsewhere);
        return next.at(updatedAt).equals(this) ? Change.to(this) : next.imported(now);
    }

    /// @throws Refusal `discount_usage_limit_less_than_times_used`
    Change<Discount> updated(Offer next, boolean archive, Instant now) {
        if (next.usageLimit() != null && next.usageLimit() < timesUsed)
            throw Refusal.of(ErrorCode.DISCOUNT_USAGE_LIMIT_LESS_THAN_TIMES_USED);
        var updated = new Discount(
                id,
                merchantId,
                next,
                keyOf(next.code(), id),
                archive ? true : null,
                usedElsewhere,
                timesUsed,
                usedUp(next, timesUsed),
                createdAt,
                now,
                importMeta);
        return Change.to(updated).telling(DISCOUNT_UPDATED, updated.data(now));
    }

    /// It was used so often here.
    Change<Discount> redeemed(int here, Instant now) {
        Discount redeemed = redeemed(here);
        if (redeemed.equals(this)) return Change.to(this);
        Discount counted = redeemed.at(now);
        return Change.to(counted).telling(DISCOUNT_UPDATED, counted.data(now));
    }

    boolean isArchived() {
        return Boolean.TRUE.equals(archived);
    }

    private Discount redeemed(int here) {
        int times = usedElsewhere + here;
        return new Discount(
                id,
                merchantId,
                offer,
                codeKey,
                archived,
                usedElsewhere,
                times,
                usedUp(offer, times),
                createdAt,
                updatedAt,
                importMeta);
    }

    private Discount at(Instant time) {
        return new Discount(
                id,
                merchantId,
                offer,
                codeKey,
                archived,
                usedElsewhere,
                timesUsed,
                usedUp,
                createdAt,
                time,
                importMeta);
    }

    private static @Nullable Boolean usedUp(Offer offer, int times) {
        return offer.usageLimit() != null && times >= offer.usageLimit() ? true : null;
    }

    private String status(Instant now) {
        if (isArchived()) return "archived";
        if (offer.expiresAt() != null && !now.isBefore(offer.expiresAt())) return "expired";
        return Boolean.TRUE.equals(usedUp) ? "used" : "active";
    }

    DiscountData data(Instant now) {
        return new DiscountData(
                id,
                status(now),
                offer.description(),
                offer.enabledForCheckout(),
                offer.code(),
                offer.type(),
                offer.mode(),
                offer.amount(),
                offer.currencyCode(),
                offer.recur(),
                offer.maximumRecurringIntervals(),
                offer.usageLimit(),
                offer.restrictTo(),
                offer.expiresAt(),
                offer.customData(),
                timesUsed,
                null,
                createdAt,
                updatedAt,
                importMeta);
    }
}
