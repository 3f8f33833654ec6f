package dev.portico.notification.event;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.EventType;
import dev.portico.events.SubscriptionEvents;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The events that merchants may hear of. Others are the house's own.
public final class PublicEvents {

    static final List<EventType<?>> TYPES = List.of(
            BillingEvents.ADDRESS_CREATED,
            BillingEvents.ADDRESS_IMPORTED,
            BillingEvents.ADDRESS_UPDATED,
            BillingEvents.ADJUSTMENT_CREATED,
            BillingEvents.ADJUSTMENT_UPDATED,
            AuthEvents.API_KEY_CREATED,
            AuthEvents.API_KEY_EXPIRED,
            AuthEvents.API_KEY_REVOKED,
            AuthEvents.API_KEY_UPDATED,
            BillingEvents.BUSINESS_CREATED,
            BillingEvents.BUSINESS_IMPORTED,
            BillingEvents.BUSINESS_UPDATED,
            BillingEvents.CUSTOMER_CREATED,
            BillingEvents.CUSTOMER_IMPORTED,
            BillingEvents.CUSTOMER_UPDATED,
            SubscriptionEvents.DISCOUNT_CREATED,
            SubscriptionEvents.DISCOUNT_IMPORTED,
            SubscriptionEvents.DISCOUNT_UPDATED,
            BillingEvents.PAYMENT_METHOD_DELETED,
            BillingEvents.PAYMENT_METHOD_SAVED,
            SubscriptionEvents.PRICE_CREATED,
            SubscriptionEvents.PRICE_IMPORTED,
            SubscriptionEvents.PRICE_UPDATED,
            SubscriptionEvents.PRODUCT_CREATED,
            SubscriptionEvents.PRODUCT_IMPORTED,
            SubscriptionEvents.PRODUCT_UPDATED,
            SubscriptionEvents.SUBSCRIPTION_ACTIVATED,
            SubscriptionEvents.SUBSCRIPTION_CANCELED,
            SubscriptionEvents.SUBSCRIPTION_CREATED,
            SubscriptionEvents.SUBSCRIPTION_IMPORTED,
            SubscriptionEvents.SUBSCRIPTION_PAST_DUE,
            SubscriptionEvents.SUBSCRIPTION_PAUSED,
            SubscriptionEvents.SUBSCRIPTION_RESUMED,
            SubscriptionEvents.SUBSCRIPTION_TRIALING,
            SubscriptionEvents.SUBSCRIPTION_UPDATED,
            BillingEvents.TRANSACTION_BILLED,
            BillingEvents.TRANSACTION_CANCELED,
            BillingEvents.TRANSACTION_COMPLETED,
            BillingEvents.TRANSACTION_CREATED,
            BillingEvents.TRANSACTION_PAID,
            BillingEvents.TRANSACTION_PAST_DUE,
            BillingEvents.TRANSACTION_PAYMENT_FAILED,
            BillingEvents.TRANSACTION_READY,
            BillingEvents.TRANSACTION_REVISED,
            BillingEvents.TRANSACTION_UPDATED);

    private static final Map<String, Described> BY_NAME =
            TYPES.stream().map(Described::of).collect(toUnmodifiableMap(Described::name, Function.identity()));

    /// An event's name in words, as Paddle shapes it.
    ///
    /// @param group what it is about: `Transaction`
    public record Described(String name, String description, String group, List<Integer> availableVersions) {

        static Described of(EventType<?> type) {
            int dot = type.name().indexOf('.');
            String thing = words(type.name().substring(0, dot));
            String happened = words(type.name().substring(dot + 1)).toLowerCase(Locale.ROOT);
            return new Described(
                    type.name(),
                    "Occurs when: " + thing.toLowerCase(Locale.ROOT) + " " + happened + ".",
                    thing,
                    List.of(1));
        }

        private static String words(String name) {
            return name.substring(0, 1).toUpperCase(Locale.ROOT)
                    + name.substring(1).replace('_', ' ');
        }
    }

    private PublicEvents() {}

    /// The event of that name, if merchants may hear of it.
    public static Optional<Described> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static Stream<Described> all() {
        return TYPES.stream().map(type -> BY_NAME.get(type.name()));
    }
}
