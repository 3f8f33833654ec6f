package dev.portico.subscription.discount;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.DiscountData;
import dev.portico.events.Topic;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// A merchant's discounts. No two of them have the same code, in upper or lower case.
@Component
public final class Discounts {

    private static final Set<String> STATUSES = Set.of("active", "archived", "expired", "used");

    private final Aggregates<Discount> discounts;
    private final Clock clock;

    Discounts(Stores stores, Clock clock) {
        this.discounts = stores.aggregates("discounts", Discount.class, Topic.SUBSCRIPTION)
                .unique("codeKey")
                .index("createdAt");
        this.clock = clock;
    }

    public Optional<DiscountData> find(Caller caller, String id) {
        return discounts.find(caller, id).map(discount -> discount.data(clock.instant()));
    }

    /// Keeps a discount of another system under its id there, and tells of it as `discount.imported`.
    /// What is known already, or was changed here since `data.updatedAt`, stays as it is and is told to nobody.
    ///
    /// @throws Refusal `invalid_field`; `conflict` if the id is taken, `discount_code_conflict` if the code is
    public DiscountData imported(Caller caller, DiscountData data) {
        Discount theirs = Discount.imported(caller.merchantId(), data, checked(data));
        Instant now = clock.instant();
        Discount kept = create(caller, theirs, theirs.imported(now))
                .orElseGet(() -> change(caller, data.id(), ours -> ours.imported(theirs, now)));
        return kept.data(now);
    }

    Page<Discount> page(Caller caller, Bson filter, PageRequest page) {
        return discounts.page(caller, filter, page);
    }

    Discount get(Caller caller, String id) {
        return discounts.get(caller, id);
    }

    /// @throws Refusal `discount_code_conflict`
    Discount create(Caller caller, Discount discount) {
        return create(caller, discount, discount.created())
                .orElseThrow(() -> Refusal.of(ErrorCode.DISCOUNT_CODE_CONFLICT));
    }

    /// @throws Refusal `not_found`, `discount_code_conflict`, or whatever the change refuses
    Discount change(Caller caller, String id, Function<Discount, Change<Discount>> change) {
        try {
            return discounts.change(caller, id, change);
        } catch (Duplicate e) {
            throw Refusal.of(ErrorCode.DISCOUNT_CODE_CONFLICT);
        }
    }

    // Nothing if it is there already.
    private Optional<Discount> create(Caller caller, Discount discount, Change<Discount> change) {
        try {
            return Optional.of(discounts.create(caller, change));
        } catch (Duplicate e) {
            if (discounts.find(caller, discount.id()).isPresent()) return Optional.empty();
            throw Refusal.of(ErrorCode.DISCOUNT_CODE_CONFLICT);
        }
    }

    private static Offer checked(DiscountData data) {
        Fields.check()
                .matches("id", data.id(), id -> Ids.isValid("dsc", id), "must be dsc_ and 26 characters")
                .required("import_meta", data.importMeta())
                .oneOf("status", data.status(), STATUSES)
                .range("times_used", data.timesUsed(), 0, Integer.MAX_VALUE)
                .orRefuse();
        String expires = data.expiresAt() == null ? null : data.expiresAt().toString();
        return new OfferRequest(
                        data.description(),
                        data.enabledForCheckout(),
                        data.code(),
                        data.type(),
                        data.mode(),
                        data.amount(),
                        data.currencyCode(),
                        data.recur(),
                        data.maximumRecurringIntervals(),
                        data.usageLimit(),
                        data.restrictTo(),
                        expires,
                        data.customData())
                .checked();
    }
}
