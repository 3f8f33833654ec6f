package dev.portico.chassis.caller;

import java.util.Set;

/// Who is asking, inside exactly one merchant. Every store asks for it, so that no query can forget it.
public sealed interface Caller extends Principal {

    /// The merchant whose data this caller may see.
    String merchantId();

    /// A merchant's back end, known by its API key: sees all of its merchant.
    record Merchant(String merchantId, String apiKeyId, Set<String> permissions) implements Caller {}

    /// A signed-in customer: sees himself and nobody else.
    record Customer(String merchantId, String customerId, String sessionId) implements Caller {}

    /// Somebody at a merchant's portal who has not signed in: sees no stored data at all.
    record Visitor(String merchantId) implements Caller {}

    /// Whoever holds the link to one payment that awaits a customer: sees that transaction and nothing else of him.
    record Payer(String merchantId, String customerId, String transactionId) implements Caller {}

    /// A service at work for one merchant, because of an event or a due date. Never made from a request's content.
    record Service(String merchantId, String reason) implements Caller {}
}
