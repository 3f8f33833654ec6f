package dev.portico.auth.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.chassis.http.Identified;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key as its merchant sees it.
///
/// @param key in clear, in the answer that made it and never again
public record ApiKeyView(
        String id,
        String name,
        @Nullable String description,
        String status,
        List<String> permissions,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key)
        implements Identified {

    static ApiKeyView of(ApiKey key, Instant now) {
        return of(key, now, null);
    }

    static ApiKeyView of(ApiKeys.Issued issued, Instant now) {
        return of(issued.stored(), now, issued.key());
    }

    private static ApiKeyView of(ApiKey key, Instant now, @Nullable String clear) {
        return new ApiKeyView(
                key.id(),
                key.name(),
                key.description(),
                key.status(now),
                key.permissions().stream().sorted().toList(),
                key.lastUsedAt(),
                key.expiresAt(),
                key.createdAt(),
                clear);
    }
}
