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
        String status,
        List<String> permissions,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key)
        implements Identified {

    static ApiKeyView of(ApiKey key) {
        return new ApiKeyView(
                key.id(),
                key.name(),
                key.revokedAt() == null ? "active" : "revoked",
                key.permissions().stream().sorted().toList(),
                key.lastUsedAt(),
                key.createdAt(),
                null);
    }

    static ApiKeyView of(ApiKeys.Issued issued) {
        ApiKeyView view = of(issued.stored());
        return new ApiKeyView(
                view.id, view.name, view.status, view.permissions, view.lastUsedAt, view.createdAt, issued.key());
    }
}
