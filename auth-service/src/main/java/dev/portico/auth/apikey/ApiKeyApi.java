package dev.portico.auth.apikey;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A merchant's own keys. A key hands on no more than it has itself.
@RestController
@RequestMapping("/api-keys")
@Needs("api_key")
final class ApiKeyApi {

    private static final int LONGEST_NAME = 150;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_OVERLAP = 7 * 24;
    private static final String OWN = "must be permissions that this key has";
    private static final Duration LONGEST_LIFE = Duration.ofDays(3_650);
    private static final Set<String> STATUSES = Set.of(ApiKey.ACTIVE, ApiKey.EXPIRED, ApiKey.REVOKED);

    private final ApiKeys keys;
    private final Clock clock;

    /// @param permissions those of the calling key, if absent; never more than those
    record NewApiKey(
            @Nullable String name,
            @Nullable String description,
            @Nullable Set<@Nullable String> permissions,
            @Nullable Instant expiresAt) {}

    /// @param overlapHours for how long the old key goes on working: 24 unless said, at most a week
    record Rotation(@Nullable Integer overlapHours) {}

    ApiKeyApi(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping
    Page<ApiKeyView> list(
            Caller.Merchant caller,
            @RequestParam(required = false) @Nullable List<String> status,
            @Paged(by = {"id", "name", "created_at", "updated_at", "expires_at"}) PageRequest page) {
        Fields.check()
                .matches("status", status, STATUSES::containsAll, "must be of active, expired, revoked")
                .orRefuse();
        return keys.list(caller, status, page);
    }

    @GetMapping("/{id}")
    ApiKeyView get(Caller.Merchant caller, @PathVariable String id) {
        return view(caller, keys.get(caller, id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeyView create(Caller.Merchant caller, @RequestBody NewApiKey request) {
        check(Fields.check().required("name", request.name), request.name, request.description)
                .matches("permissions", request.permissions, asked -> isWithin(caller, asked), OWN)
                .matches("expires_at", request.expiresAt, this::isSensible, "must be within the next ten years")
                .orRefuse();
        Set<String> permissions = request.permissions == null ? caller.permissions() : Set.copyOf(request.permissions);
        var wanted =
                new ApiKeys.Wanted(String.valueOf(request.name), request.description, permissions, request.expiresAt);
        return ApiKeyView.of(keys.issue(caller, wanted), clock.instant());
    }

    @PatchMapping("/{id}")
    ApiKeyView update(
            Caller.Merchant caller,
            @PathVariable String id,
            @Changes({"name", "description", "permissions"}) Patch patch) {
        List<String> permissions = patch.list("permissions", String.class, null);
        var fields = Fields.check();
        for (String needed : List.of("name", "permissions"))
            if (patch.isNull(needed)) fields.wrong(needed, "must not be null");
        check(fields, patch.text("name", null), patch.text("description", null))
                .matches("name", patch.text("name", "-"), name -> !name.isBlank(), "must not be empty")
                .matches("permissions", permissions, asked -> isWithin(caller, asked), OWN)
                .orRefuse();
        return view(caller, keys.update(caller, id, before -> changed(before, patch, permissions)));
    }

    /// A new key in this one's place, which goes on working for a while.
    @PostMapping("/{id}/rotate")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeyView rotate(
            Caller.Merchant caller,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Rotation request) {
        Integer hours = request == null || request.overlapHours == null ? 24 : request.overlapHours;
        Fields.check().range("overlap_hours", hours, 0, LONGEST_OVERLAP).orRefuse();
        Fields.check()
                .matches("id", keys.get(caller, id).permissions(), own -> isWithin(caller, own), OWN)
                .orRefuse();
        return ApiKeyView.of(keys.rotate(caller, id, Duration.ofHours(hours)), clock.instant());
    }

    @PostMapping("/{id}/revoke")
    ApiKeyView revoke(Caller.Merchant caller, @PathVariable String id) {
        return view(caller, keys.revoke(caller, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller.Merchant caller, @PathVariable String id) {
        keys.revoke(caller, id);
    }

    private static Fields check(Fields fields, @Nullable String name, @Nullable String description) {
        return fields.text("name", name, LONGEST_NAME).text("description", description, LONGEST_DESCRIPTION);
    }

    private static boolean isWithin(Caller.Merchant caller, Collection<? extends @Nullable String> asked) {
        return !asked.isEmpty()
                && asked.stream()
                        .allMatch(name -> name != null && caller.permissions().contains(name));
    }

    // The time of the change is its business only if there is one.
    private ApiKey changed(ApiKey before, Patch patch, @Nullable List<String> permissions) {
        String name = Objects.requireNonNull(patch.text("name", before.name()));
        String description = patch.text("description", before.description());
        ApiKey after = before.called(name, description, before.updatedAt());
        if (permissions != null) after = after.permitted(Set.copyOf(permissions), before.updatedAt());
        return after.equals(before) ? before : after.called(name, description, clock.instant());
    }

    private boolean isSensible(Instant end) {
        Instant now = clock.instant();
        return end.isAfter(now) && end.isBefore(now.plus(LONGEST_LIFE));
    }

    private ApiKeyView view(Caller.Merchant caller, ApiKey key) {
        return ApiKeyView.of(key, keys.lastUsed(caller, key.id()), clock.instant());
    }
}
