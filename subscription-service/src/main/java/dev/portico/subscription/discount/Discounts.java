package dev.portico.subscription.discount;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.DiscountData;
import dev.portico.events.Topic;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// A merchant's discounts. No two of them have the same code.
@Component
public final class Discounts {

    private final Aggregates<Discount> discounts;

    Discounts(Stores stores) {
        this.discounts = stores.aggregates("discounts", Discount.class, Topic.SUBSCRIPTION)
                .unique("codeKey")
                .index("status")
                .index("createdAt");
    }

    public Optional<DiscountData> find(Caller caller, String id) {
        return discounts.find(caller, id).map(Discount::data);
    }

    DiscountData get(Caller caller, String id) {
        return discounts.get(caller, id).data();
    }

    Page<DiscountData> page(Caller caller, Bson filter, PageRequest page) {
        return discounts.page(caller, filter, page).map(Discount::data);
    }

    DiscountData create(Caller caller, DiscountData data) {
        try {
            return discounts
                    .create(caller, Discount.of(caller.merchantId(), data).created())
                    .data();
        } catch (Duplicate e) {
            throw taken();
        }
    }

    DiscountData change(Caller caller, String id, UnaryOperator<DiscountData> change) {
        try {
            return discounts
                    .change(
                            caller,
                            id,
                            before -> Discount.of(caller.merchantId(), change.apply(before.data()))
                                    .updated())
                    .data();
        } catch (Duplicate e) {
            throw taken();
        }
    }

    private static Refusal taken() {
        return Refusal.of(ErrorCode.DISCOUNT_CODE_CONFLICT);
    }
}
