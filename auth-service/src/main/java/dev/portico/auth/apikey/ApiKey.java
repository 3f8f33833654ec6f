package dev.portico.auth.apikey;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Owned;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An API key as it is kept: everything but the key.
///
/// @param secretHash SHA-256 of the whole key
/// @param expiresAt when it stops working by itself; absent if never
/// @param expiredAt when everybody was told that it has; absent until then
/// @param replacedBy the key that was issued in its place
public record ApiKey(
        String id,
        String merchantId,
        String name,
        @Nullable String description,
        String secretHash,
        Set<String> permissions,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant expiredAt,
        @Nullable Instant revokedAt,
        @Nullable String replacedBy)
        implements Owned {

    static final String WRITING = "api_key.write";

    static final String ACTIVE = "active";
    static final String EXPIRED = "expired";
    static final String REVOKED = "revoked";

    /// `active`, `expired` or `revoked`.
    String status(Instant now) {
        if (revokedAt != null) return REVOKED;
        return expiresAt != null && !now.isBefore(expiresAt) ? EXPIRED : ACTIVE;
    }

    /// Whether it can make other keys.
    boolean makesOthers() {
        return permissions.contains(WRITING);
    }

    boolean isRotatable(Instant now) {
        return replacedBy == null && status(now).equals(ACTIVE);
    }

    /// How long one that is issued in its place is good for: as long as this one was meant to be; null if for ever.
    @Nullable
    Duration lifetime() {
        return expiresAt == null ? null : Duration.between(createdAt, expiresAt);
    }

    ApiKey called(String name, @Nullable String description, Instant now) {
        return with(name, description, permissions, now, expiresAt, revokedAt, replacedBy);
    }

    ApiKey permitted(Set<String> permissions, Instant now) {
        return with(name, description, permissions, now, expiresAt, revokedAt, replacedBy);
    }

    /// @throws Refusal `conflict` if that was done before
    ApiKey replaced(String by, Instant until, Instant now) {
        if (replacedBy != null) throw Refusal.of(ErrorCode.CONFLICT, "This key was rotated before.");
        Instant end = expiresAt == null || until.isBefore(expiresAt) ? until : expiresAt;
        return with(name, description, permissions, now, end, revokedAt, by);
    }

    ApiKey revoked(Instant now) {
        return with(name, description, permissions, now, expiresAt, now, replacedBy);
    }

    ApiKey expired(Instant now) {
        return new ApiKey(
                id,
                merchantId,
                name,
                description,
                secretHash,
                permissions,
                createdAt,
                now,
                expiresAt,
                now,
                revokedAt,
                replacedBy);
    }

    private ApiKey with(
            String name,
            @Nullable String description,
            Set<String> permissions,
            Instant updatedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable String replacedBy) {
        return new ApiKey(
                id,
                merchantId,
                name,
                description,
                secretHash,
                permissions,
                createdAt,
                updatedAt,
                expiresAt,
                expiredAt,
                revokedAt,
                replacedBy);
    }
}
