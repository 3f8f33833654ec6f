package dev.portico.events;

/// What subscription-service says: the catalogue and what repeats.
public final class SubscriptionEvents {

    public static final EventType<ProductData> PRODUCT_CREATED =
            new EventType<>("product.created", Topic.SUBSCRIPTION, ProductData.class);
    public static final EventType<ProductData> PRODUCT_UPDATED =
            new EventType<>("product.updated", Topic.SUBSCRIPTION, ProductData.class);
    public static final EventType<PriceData> PRICE_CREATED =
            new EventType<>("price.created", Topic.SUBSCRIPTION, PriceData.class);
    public static final EventType<PriceData> PRICE_UPDATED =
            new EventType<>("price.updated", Topic.SUBSCRIPTION, PriceData.class);
    public static final EventType<SubscriptionData> SUBSCRIPTION_CREATED =
            new EventType<>("subscription.created", Topic.SUBSCRIPTION, SubscriptionData.class);
    public static final EventType<SubscriptionData> SUBSCRIPTION_ACTIVATED =
            new EventType<>("subscription.activated", Topic.SUBSCRIPTION, SubscriptionData.class);
    public static final EventType<SubscriptionData> SUBSCRIPTION_UPDATED =
            new EventType<>("subscription.updated", Topic.SUBSCRIPTION, SubscriptionData.class);
    public static final EventType<SubscriptionData> SUBSCRIPTION_CANCELED =
            new EventType<>("subscription.canceled", Topic.SUBSCRIPTION, SubscriptionData.class);

    private SubscriptionEvents() {}
}
