package dev.portico.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A company that a customer buys for, as Paddle shapes it.
public record BusinessData(
        String id,
        String customerId,
        String name,
        @Nullable String companyNumber,
        @Nullable String taxIdentifier,
        String status,
        List<Contact> contacts,
        @Nullable Map<String, Object> customData,
        Instant createdAt,
        Instant updatedAt,
        @Nullable ImportMeta importMeta) {

    /// Somebody at the company who gets copies.
    public record Contact(@Nullable String name, String email) {}
}
