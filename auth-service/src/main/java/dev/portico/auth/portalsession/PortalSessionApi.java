package dev.portico.auth.portalsession;

import dev.portico.auth.identity.Identities;
import dev.portico.auth.identity.Identity;
import dev.portico.auth.merchant.Merchant;
import dev.portico.auth.merchant.Merchants;
import dev.portico.auth.session.Sessions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.caller.PortalAction;
import dev.portico.chassis.caller.PortalPasses;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.work.Patience;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Links that sign a customer in without an e-mail, for a merchant that has signed him in itself; and the end of what
/// they, or he, have opened.
@RestController
final class PortalSessionApi {

    private static final int MOST = 25;
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(30);

    private final Identities identities;
    private final Subscribers subscribers;
    private final Merchants merchants;
    private final PortalPasses passes;
    private final Sessions sessions;
    private final Patience patience;
    private final Ids ids;
    private final Clock clock;

    record NewPortalSession(@Nullable List<@Nullable String> subscriptionIds) {}

    record PortalSession(String id, String customerId, Urls urls, Instant createdAt) {}

    record Urls(General general, List<OfSubscription> subscriptions) {}

    record General(String overview) {}

    /// Where one subscription is managed.
    record OfSubscription(
            String id, String viewSubscription, String cancelSubscription, String updateSubscriptionPaymentMethod) {}

    record AuthToken(String customerAuthToken, Instant expiresAt) {}

    PortalSessionApi(
            Identities identities,
            Subscribers subscribers,
            Merchants merchants,
            PortalPasses passes,
            Sessions sessions,
            Patience patience,
            Ids ids,
            Clock clock) {
        this.identities = identities;
        this.subscribers = subscribers;
        this.merchants = merchants;
        this.passes = passes;
        this.sessions = sessions;
        this.patience = patience;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping("/customers/{customerId}/portal-sessions")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("customer_portal_session")
    PortalSession open(
            Caller.Merchant caller,
            @PathVariable String customerId,
            @RequestBody(required = false) @Nullable NewPortalSession request) {
        List<? extends @Nullable String> wanted =
                request == null || request.subscriptionIds == null ? List.of() : request.subscriptionIds;
        check(wanted);
        String customer = customer(caller, customerId).id();
        refuseForeign(caller, customer, wanted);
        var links = new Links(merchants.of(caller), customer);
        return new PortalSession(
                ids.next("cpls"),
                customer,
                new Urls(
                        new General(links.to(PortalAction.OVERVIEW, "")),
                        wanted.stream()
                                .map(String::valueOf)
                                .map(links::ofSubscription)
                                .toList()),
                clock.instant());
    }

    @PostMapping("/customers/{customerId}/auth-token")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("customer_auth_token")
    AuthToken token(Caller.Merchant caller, @PathVariable String customerId) {
        String customer = customer(caller, customerId).id();
        return new AuthToken(
                passes.issue("pca", caller.merchantId(), customer, TOKEN_LIFETIME),
                clock.instant().plus(TOKEN_LIFETIME));
    }

    /// Signs the customer out on all of his devices.
    @DeleteMapping("/customers/{customerId}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("customer_portal_session")
    void end(Caller.Merchant caller, @PathVariable String customerId) {
        sessions.endAll(caller, customer(caller, customerId).id(), clock.instant());
    }

    private static void check(List<? extends @Nullable String> wanted) {
        var fields = Fields.check();
        if (wanted.size() > MOST) fields.wrong("subscription_ids", "must be at most " + MOST);
        if (wanted.stream().anyMatch(Objects::isNull)) fields.wrong("subscription_ids", "must not hold null");
        else if (new HashSet<>(wanted).size() < wanted.size())
            fields.wrong("subscription_ids", "must not name one twice");
        fields.orRefuse();
    }

    private Identity customer(Caller caller, String id) {
        return patience.find(id, () -> identities.active(caller, id))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    private void refuseForeign(Caller caller, String customer, List<? extends @Nullable String> wanted) {
        var fields = Fields.check();
        for (int i = 0; i < wanted.size(); i++)
            if (!subscribers.has(caller, customer, String.valueOf(wanted.get(i))))
                fields.wrong("subscription_ids." + i, "is not a subscription of this customer");
        fields.orRefuse();
    }

    /// Each link has a pass of its own: using one leaves the others as they are.
    private final class Links {

        private final Merchant merchant;
        private final String customer;

        Links(Merchant merchant, String customer) {
            this.merchant = merchant;
            this.customer = customer;
        }

        String to(PortalAction action, String subscription) {
            return passes.link(
                    action.url(merchant.portalUrl(), subscription), merchant.id(), customer, merchant.portalSessions());
        }

        OfSubscription ofSubscription(String id) {
            return new OfSubscription(
                    id,
                    to(PortalAction.VIEW_SUBSCRIPTION, id),
                    to(PortalAction.CANCEL_SUBSCRIPTION, id),
                    to(PortalAction.UPDATE_SUBSCRIPTION_PAYMENT_METHOD, id));
        }
    }
}
