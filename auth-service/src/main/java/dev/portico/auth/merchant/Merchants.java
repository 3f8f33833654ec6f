package dev.portico.auth.merchant;

import static dev.portico.events.AuthEvents.MERCHANT_CREATED;
import static dev.portico.events.AuthEvents.MERCHANT_UPDATED;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// All merchants of this installation.
@Component
public final class Merchants {

    private static final int AT_ONCE = 20;

    private final Aggregates<Merchant> merchants;
    private final DomainHolders domains;

    Merchants(Stores stores, DomainHolders domains) {
        this.merchants = stores.aggregates("merchants", Merchant.class, Topic.AUTH)
                .uniqueEverywhere("slug")
                .uniqueEverywhere("portalHost")
                .dueIndex("domain.checkAt");
        this.domains = domains;
    }

    /// The caller's own merchant.
    public Merchant of(Caller caller) {
        return merchants.get(new Caller.Service(caller.merchantId(), "its own merchant"), caller.merchantId());
    }

    /// The merchant whose portal this host is: one below the installation's domain, or one that it has proven to be its
    /// own.
    ///
    /// @param host without port
    public Optional<Merchant> atHost(Insider.Gateway gateway, String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return merchants
                .first(gateway, Filters.eq("portalHost", name))
                .or(() -> domains.of(gateway, name)
                        .flatMap(holder -> merchants.first(gateway, Filters.eq("_id", holder.merchantId())))
                        .filter(merchant -> merchant.hasProven(name)));
    }

    /// Those whose own domain is to be looked for now.
    List<Merchant> dueForProof(Instant now) {
        return merchants.due(Filters.lte("domain.checkAt", now), AT_ONCE);
    }

    Merchant get(Insider.Operator operator, String id) {
        return merchants.get(operator, id);
    }

    Page<Merchant> list(Insider.Operator operator, PageRequest page) {
        return merchants.page(operator, page);
    }

    /// @throws Refusal `merchant_already_exists`
    Merchant create(Insider.Operator operator, Merchant merchant) {
        try {
            var owner = new Caller.Service(merchant.id(), "created by the operator");
            return merchants.create(owner, Change.to(merchant).telling(MERCHANT_CREATED, merchant.view()));
        } catch (Duplicate e) {
            throw Refusal.of(ErrorCode.MERCHANT_ALREADY_EXISTS);
        }
    }

    Merchant change(Caller caller, UnaryOperator<Merchant> change) {
        return merchants.change(caller, caller.merchantId(), before -> {
            Merchant after = change.apply(before);
            Change<Merchant> changed = Change.to(after);
            return after.view().equals(before.view()) ? changed : changed.telling(MERCHANT_UPDATED, after.view());
        });
    }
}
