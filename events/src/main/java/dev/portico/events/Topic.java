package dev.portico.events;

/// Where one service says what happened. Records are keyed by merchant and customer, so that one customer's events stay
/// in order.
///
/// @param name the Kafka topic's name
public record Topic(String name) {

    public static final Topic AUTH = new Topic("portico.auth");
    public static final Topic BILLING = new Topic("portico.billing");
    public static final Topic SUBSCRIPTION = new Topic("portico.subscription");
    public static final Topic INVOICE = new Topic("portico.invoice");
    public static final Topic NOTIFICATION = new Topic("portico.notification");
}
