package dev.portico.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A product, as Paddle shapes it.
public record ProductData(
        String id,
        String name,
        String type,
        @Nullable String description,
        String taxCategory,
        @Nullable String imageUrl,
        @Nullable Map<String, Object> customData,
        String status,
        Instant createdAt,
        Instant updatedAt,
        @Nullable ImportMeta importMeta) {}
