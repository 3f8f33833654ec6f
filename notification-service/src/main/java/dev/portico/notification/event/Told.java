package dev.portico.notification.event;

import dev.portico.events.BillingEvents;
import dev.portico.events.SubscriptionEvents;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An entity as merchants are told of it. It is what its owner said, also where this service does not know a field yet;
/// only what Paddle leaves out of what it sends is left out here, too: not told as null, but not there.
final class Told {

    private static final String SUBSCRIPTION_CREATED = SubscriptionEvents.SUBSCRIPTION_CREATED.name();
    private static final String METHOD_DELETED = BillingEvents.PAYMENT_METHOD_DELETED.name();

    private static final Set<String> OF_SUBSCRIPTIONS =
            Set.of("management_urls", "next_transaction", "recurring_transaction_details");
    private static final Set<String> OF_TRANSACTIONS = Set.of(
            "address",
            "adjustments",
            "adjustments_totals",
            "available_payment_methods",
            "business",
            "customer",
            "discount");
    private static final Set<String> OF_PAYMENT_METHODS =
            Set.of("card", "paypal", "sepa_debit", "south_korea_local_card", "underlying_details");

    private static final List<String> NAMING = List.of("id", "customer_id", "subscription_id", "transaction_id");

    private Told() {}

    /// The entity without what merchants are not told by such an event.
    static ObjectNode by(String type, ObjectNode entity) {
        ObjectNode told = entity.deepCopy();
        switch (type.substring(0, type.indexOf('.'))) {
            case "subscription" -> {
                told.remove(OF_SUBSCRIPTIONS);
                if (!type.equals(SUBSCRIPTION_CREATED)) told.remove("transaction_id");
            }
            case "transaction" -> told.remove(OF_TRANSACTIONS);
            case "payment_method" -> {
                told.remove(OF_PAYMENT_METHODS);
                if (!type.equals(METHOD_DELETED)) told.remove("deletion_reason");
            }
            default -> {}
        }
        return told;
    }

    /// The ids of all that the entity is about: its own, its customer's, its subscription's, its transaction's.
    static List<String> ids(ObjectNode entity) {
        return NAMING.stream()
                .map(entity::path)
                .flatMap(id -> id.isString() ? Stream.of(id) : Stream.<JsonNode>empty())
                .map(JsonNode::asString)
                .distinct()
                .toList();
    }
}
