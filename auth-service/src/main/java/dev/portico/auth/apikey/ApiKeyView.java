package dev.portico.auth.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.chassis.http.Identified;
import dev.portico.events.ApiKeyData;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key as its merchant sees it.
///
/// @param status `active`, `expired` or `revoked`
/// @param lastUsedAt when it was used last, true to the minute
/// @param rotatable whether another may be issued in its place
/// @param key in clear, in the answer that made it and never again
public record ApiKeyView(
        String id,
        String name,
        @Nullable String description,
        String status,
        List<String> permissions,
        @Nullable Instant expiresAt,
        boolean rotatable,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key)
        implements Identified {

    static ApiKeyView of(ApiKey key, @Nullable Instant lastUsed, Instant now) {
        return of(key, lastUsed, now, null);
    }

    static ApiKeyView of(ApiKeys.Issued issued, Instant now) {
        return of(issued.stored(), null, now, issued.key());
    }

    /// The key as events show it.
    static ApiKeyData told(ApiKey key, @Nullable Instant lastUsed, Instant now) {
        return new ApiKeyData(
                key.id(),
                key.name(),
                key.description(),
                ApiKeyText.masked(key.id()),
                key.status(now),
                sorted(key),
                key.expiresAt(),
                key.isRotatable(now),
                lastUsed,
                key.createdAt(),
                key.updatedAt());
    }

    private static ApiKeyView of(ApiKey key, @Nullable Instant lastUsed, Instant now, @Nullable String clear) {
        return new ApiKeyView(
                key.id(),
                key.name(),
                key.description(),
                key.status(now),
                sorted(key),
                key.expiresAt(),
                key.isRotatable(now),
                lastUsed,
                key.createdAt(),
                key.updatedAt(),
                clear);
    }

    private static List<String> sorted(ApiKey key) {
        return key.permissions().stream().sorted().toList();
    }
}
