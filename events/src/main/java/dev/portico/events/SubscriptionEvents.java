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
    public static final EventType<SubscriptionData> SUBSCRIPTION_PAUSED =
            new EventType<>("subscription.paused", Topic.SUBSCRIPTION, SubscriptionData.class);
    public static final EventType<SubscriptionData> SUBSCRIPTION_RESUMED =
            new EventType<>("subscription.resumed", Topic.SUBSCRIPTION, SubscriptionData.class);
    public static final EventType<SubscriptionData> SUBSCRIPTION_TRIALING =
            new EventType<>("subscription.trialing", Topic.SUBSCRIPTION, SubscriptionData.class);
    public static final EventType<SubscriptionData> SUBSCRIPTION_PAST_DUE =
            new EventType<>("subscription.past_due", Topic.SUBSCRIPTION, SubscriptionData.class);
    public static final EventType<SubscriptionData> SUBSCRIPTION_IMPORTED =
            new EventType<>("subscription.imported", Topic.SUBSCRIPTION, SubscriptionData.class);
    public static final EventType<ChargeRequestData> SUBSCRIPTION_CHARGE_REQUESTED =
            new EventType<>("subscription.charge_requested", Topic.SUBSCRIPTION, ChargeRequestData.class);
    public static final EventType<CollectionRequestData> SUBSCRIPTION_COLLECTION_REQUESTED =
            new EventType<>("subscription.collection_requested", Topic.SUBSCRIPTION, CollectionRequestData.class);
    public static final EventType<CollectionRequestData> SUBSCRIPTION_COLLECTION_GIVEN_UP =
            new EventType<>("subscription.collection_given_up", Topic.SUBSCRIPTION, CollectionRequestData.class);
    public static final EventType<CollectionFailureData> SUBSCRIPTION_COLLECTION_FAILED =
            new EventType<>("subscription.collection_failed", Topic.SUBSCRIPTION, CollectionFailureData.class);
    public static final EventType<SubscriptionReminderData> SUBSCRIPTION_TRIAL_ENDING =
            new EventType<>("subscription.trial_ending", Topic.SUBSCRIPTION, SubscriptionReminderData.class);
    public static final EventType<SubscriptionReminderData> SUBSCRIPTION_RENEWAL_UPCOMING =
            new EventType<>("subscription.renewal_upcoming", Topic.SUBSCRIPTION, SubscriptionReminderData.class);
    public static final EventType<RefundRequestData> SUBSCRIPTION_REFUND_REQUESTED =
            new EventType<>("subscription.refund_requested", Topic.SUBSCRIPTION, RefundRequestData.class);
    public static final EventType<TestClockData> TEST_CLOCK_UPDATED =
            new EventType<>("test_clock.updated", Topic.SUBSCRIPTION, TestClockData.class);
    public static final EventType<DiscountData> DISCOUNT_CREATED =
            new EventType<>("discount.created", Topic.SUBSCRIPTION, DiscountData.class);
    public static final EventType<DiscountData> DISCOUNT_UPDATED =
            new EventType<>("discount.updated", Topic.SUBSCRIPTION, DiscountData.class);
    public static final EventType<ProductData> PRODUCT_IMPORTED =
            new EventType<>("product.imported", Topic.SUBSCRIPTION, ProductData.class);
    public static final EventType<PriceData> PRICE_IMPORTED =
            new EventType<>("price.imported", Topic.SUBSCRIPTION, PriceData.class);
    public static final EventType<DiscountData> DISCOUNT_IMPORTED =
            new EventType<>("discount.imported", Topic.SUBSCRIPTION, DiscountData.class);
    public static final EventType<ImportedBatchData> IMPORT_LINES_KEPT =
            new EventType<>("import.lines_kept", Topic.SUBSCRIPTION, ImportedBatchData.class);

    private SubscriptionEvents() {}
}
