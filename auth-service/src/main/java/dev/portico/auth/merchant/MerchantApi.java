package dev.portico.auth.merchant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portico.auth.apikey.ApiKeys;
import dev.portico.auth.apikey.Permissions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.MerchantData;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Merchants, for the operator; and each for itself.
@RestController
@RequestMapping("/merchants")
final class MerchantApi {

    private final Merchants merchants;
    private final ApiKeys apiKeys;
    private final PortalSettings settings;
    private final Ids ids;
    private final Clock clock;

    /// A merchant with a key that is shown this once.
    record WithKey(@JsonUnwrapped MerchantData merchant, String apiKey) {}

    MerchantApi(Merchants merchants, ApiKeys apiKeys, PortalSettings settings, Ids ids, Clock clock) {
        this.merchants = merchants;
        this.apiKeys = apiKeys;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    // The key comes first: a crash in between leaves a key that nobody has, not a merchant that nobody can enter.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    WithKey create(Insider.Operator operator, @RequestBody NewMerchant request) {
        Merchant merchant = request.as(ids.next("mer"), settings, clock.instant());
        var owner = new Caller.Service(merchant.id(), "created by the operator");
        ApiKeys.Issued first = apiKeys.first(owner, Permissions.ALL);
        try {
            return new WithKey(merchants.create(operator, merchant).view(), first.key());
        } catch (Refusal e) {
            apiKeys.forget(owner, first.stored().id());
            throw e;
        }
    }

    @GetMapping
    Page<MerchantData> list(Insider.Operator operator, @Paged PageRequest page) {
        return merchants.list(operator, page).map(Merchant::view);
    }

    @GetMapping("/{id}")
    MerchantData get(Insider.Operator operator, @PathVariable String id) {
        return merchants.get(operator, id).view();
    }

    /// A further key with all permissions, for a merchant that has lost its own.
    @PostMapping("/{id}/api-keys")
    @ResponseStatus(HttpStatus.CREATED)
    WithKey rescue(Insider.Operator operator, @PathVariable String id) {
        Merchant merchant = merchants.get(operator, id);
        var owner = new Caller.Service(merchant.id(), "rescued by the operator");
        return new WithKey(
                merchant.view(),
                apiKeys.issue(owner, "Issued by the operator", Permissions.ALL).key());
    }

    @GetMapping("/current")
    @Needs("merchant")
    MerchantData current(Caller.Merchant caller) {
        return merchants.of(caller).view();
    }

    @PatchMapping("/current")
    @Needs("merchant")
    MerchantData update(
            Caller.Merchant caller,
            @Changes({"name", "brand_color", "support_email", "return_url", "locale", "address", "tax_identifier"})
                    Patch patch) {
        var update = new MerchantUpdate(patch);
        return merchants
                .change(caller, before -> update.applyTo(before, clock.instant()))
                .view();
    }
}
