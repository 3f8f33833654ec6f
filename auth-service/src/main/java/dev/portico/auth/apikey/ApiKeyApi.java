package dev.portico.auth.apikey;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A merchant's own keys.
@RestController
@RequestMapping("/api-keys")
final class ApiKeyApi {

    private static final int LONGEST_NAME = 150;

    private final ApiKeys keys;

    /// @param permissions those of the calling key, if absent; never more than those
    record NewApiKey(@Nullable String name, @Nullable Set<@Nullable String> permissions) {

        Set<String> permissionsWithin(Set<String> own) {
            Fields.check()
                    .required("name", name)
                    .text("name", name, LONGEST_NAME)
                    .matches(
                            "permissions",
                            permissions,
                            asked -> isWithin(own, asked),
                            "must be permissions that this key has")
                    .orRefuse();
            return permissions == null ? own : Set.copyOf(permissions);
        }

        private static boolean isWithin(Set<String> own, Set<@Nullable String> asked) {
            return !asked.isEmpty() && asked.stream().allMatch(name -> name != null && own.contains(name));
        }
    }

    ApiKeyApi(ApiKeys keys) {
        this.keys = keys;
    }

    @GetMapping
    Page<ApiKeyView> list(Caller.Merchant caller, PageRequest page) {
        Permissions.require(caller, "api_key.read");
        return keys.list(caller, page).map(ApiKeyView::of);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeyView create(Caller.Merchant caller, @RequestBody NewApiKey request) {
        Permissions.require(caller, "api_key.write");
        Set<String> permissions = request.permissionsWithin(caller.permissions());
        return ApiKeyView.of(keys.issue(caller, String.valueOf(request.name()), permissions));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller.Merchant caller, @PathVariable String id) {
        Permissions.require(caller, "api_key.write");
        keys.revoke(caller, id);
    }
}
