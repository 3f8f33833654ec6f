package dev.portico.auth.passkey;

import dev.portico.auth.identity.Identities;
import dev.portico.auth.session.Device;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.caller.RecentSignIn;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// A customer's own passkeys; and for his merchant, taking them all away.
@RestController
final class PasskeyApi {

    private static final int LONGEST_NAME = 64;
    private static final String UNNAMED = "Passkey";

    private final Passkeys passkeys;
    private final NewPasskeys news;
    private final Identities identities;

    /// @param credential `RegistrationResponseJSON` of WebAuthn, as the browser gives it
    /// @param name what to call it; the browser's own name if there is none
    record NewPasskey(
            @Nullable JsonNode credential, @Nullable String name) {}

    PasskeyApi(Passkeys passkeys, NewPasskeys news, Identities identities) {
        this.passkeys = passkeys;
        this.news = news;
        this.identities = identities;
    }

    // A session that somebody has left open must not be enough to come back for ever.
    @PostMapping("/passkeys/challenge")
    @RecentSignIn
    ResponseEntity<PasskeyOptions> challenge(Caller.Customer caller) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new PasskeyOptions(news.ask(caller)));
    }

    @PostMapping("/passkeys")
    @ResponseStatus(HttpStatus.CREATED)
    @RecentSignIn
    PasskeyView add(
            Caller.Customer caller,
            @RequestBody NewPasskey request,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent) {
        Fields.check()
                .required("credential", request.credential())
                .text("name", request.name(), LONGEST_NAME)
                .orRefuse();
        String name = named(request.name(), Device.of(userAgent));
        return PasskeyView.of(news.add(caller, Objects.requireNonNull(request.credential()), name));
    }

    @GetMapping("/passkeys")
    Page<PasskeyView> list(Caller.Customer caller, @Paged PageRequest page) {
        return passkeys.list(caller, page).map(PasskeyView::of);
    }

    @PatchMapping("/passkeys/{id}")
    PasskeyView rename(Caller.Customer caller, @PathVariable String id, @Changes("name") Patch patch) {
        String name = patch.text("name", null);
        Fields.check().required("name", name).text("name", name, LONGEST_NAME).orRefuse();
        return PasskeyView.of(passkeys.rename(caller, id, String.valueOf(name)));
    }

    @DeleteMapping("/passkeys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller.Customer caller, @PathVariable String id) {
        passkeys.remove(caller, id);
    }

    // Of archived customers, too: that is when a merchant may want to be sure.
    @DeleteMapping("/customers/{customerId}/passkeys")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("customer")
    void removeAll(Caller.Merchant caller, @PathVariable String customerId) {
        if (!identities.isKnown(caller, customerId)) throw Refusal.of(ErrorCode.NOT_FOUND);
        passkeys.removeAll(caller, customerId);
    }

    private static String named(@Nullable String asked, @Nullable String device) {
        if (asked != null && !asked.isBlank()) return asked.strip();
        return device == null ? UNNAMED : device;
    }
}
