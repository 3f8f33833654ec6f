package dev.portico.auth.portal;

import dev.portico.auth.identity.Identities;
import dev.portico.auth.identity.Identity;
import dev.portico.auth.merchant.Merchants;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The first thing a portal's page asks.
@RestController
final class PortalApi {

    private final Merchants merchants;
    private final Identities identities;

    PortalApi(Merchants merchants, Identities identities) {
        this.merchants = merchants;
        this.identities = identities;
    }

    @GetMapping("/portal")
    PortalView portal(Principal principal) {
        PortalUser user = PortalUser.of(principal);
        return PortalView.of(merchants.of(user.service("show its portal")), known(user.customer()));
    }

    private @Nullable Identity known(Caller.@Nullable Customer customer) {
        return customer == null
                ? null
                : identities.active(customer, customer.customerId()).orElse(null);
    }
}
