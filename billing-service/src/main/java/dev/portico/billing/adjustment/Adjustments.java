package dev.portico.billing.adjustment;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.AdjustmentData;
import dev.portico.events.Topic;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// What was given back to a merchant's customers.
@Component
public final class Adjustments {

    private static final PageRequest MANY = new PageRequest(200, null, false);

    private final Aggregates<Adjustment> adjustments;

    Adjustments(Stores stores) {
        this.adjustments = stores.aggregates("adjustments", Adjustment.class, Topic.BILLING)
                .index("_id")
                .index("transactionId")
                .index("subscriptionId");
    }

    /// What was given back of a transaction, newest first.
    public List<AdjustmentData> of(Caller caller, String transactionId) {
        return page(caller, Filters.eq("transactionId", transactionId), MANY).items().stream()
                .map(Adjustment::data)
                .toList();
    }

    Page<Adjustment> page(Caller caller, Bson filter, PageRequest page) {
        return adjustments.page(caller, filter, page);
    }

    Adjustment get(Caller caller, String id) {
        return adjustments.get(caller, id);
    }

    Optional<Adjustment> find(Caller caller, String id) {
        return adjustments.find(caller, id);
    }

    /// The one that is there, if it is there already.
    Adjustment create(Caller caller, Adjustment adjustment) {
        try {
            return adjustments.create(caller, adjustment.created());
        } catch (Duplicate e) {
            return adjustments.get(caller, adjustment.id());
        }
    }

    Adjustment change(Caller caller, String id, Function<Adjustment, Change<Adjustment>> change) {
        return adjustments.change(caller, id, change);
    }
}
