package dev.portico.billing.notice;

import com.mongodb.client.model.Filters;
import dev.portico.billing.adjustment.Chargebacks;
import dev.portico.billing.adjustment.GivingBack;
import dev.portico.billing.provider.Notice;
import dev.portico.billing.provider.ProviderNotices;
import dev.portico.billing.sweep.OneByOne;
import dev.portico.billing.transaction.Charges;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Worker;
import dev.portico.events.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.bson.conversions.Bson;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Hears what the provider tells by himself. It is written down first: a notice that was acknowledged is never told
/// again.
@Component
final class Hearing {

    private static final int AT_ONCE = 50;
    // Longer than any provider tells the same thing again.
    private static final Duration KEPT = Duration.ofDays(30);

    private final Aggregates<Told> told;
    private final ObjectProvider<ProviderNotices> provider;
    private final ObjectProvider<Worker> worker;
    private final Charges charges;
    private final GivingBack givingBack;
    private final Chargebacks chargebacks;
    private final Clock clock;

    Hearing(
            Stores stores,
            ObjectProvider<ProviderNotices> provider,
            @Qualifier("providerNotices") ObjectProvider<Worker> worker,
            Charges charges,
            GivingBack givingBack,
            Chargebacks chargebacks,
            Clock clock) {
        this.told = stores.aggregates("provider_notices", Told.class, Topic.BILLING)
                .dueIndex("waiting")
                .dueIndex("at");
        this.provider = provider;
        this.worker = worker;
        this.charges = charges;
        this.givingBack = givingBack;
        this.chargebacks = chargebacks;
        this.clock = clock;
    }

    ProviderNotices provider() {
        return provider.getObject();
    }

    /// @throws Refusal `forbidden` if it is not the provider who speaks
    void hear(String payload, String signature) {
        provider().read(payload, signature).ifPresent(this::keep);
    }

    private void keep(Notice notice) {
        // Who signs is not the merchant but whoever moves his money: it is the house that hears it.
        var house = new Caller.Service(notice.merchantId(), "the provider has told of it");
        try {
            told.create(house, Change.to(Told.of(notice, clock.instant())));
        } catch (Duplicate e) {
            return;
        }
        worker.getObject().wake();
    }

    private void handle(Told notice) {
        var house = new Caller.Service(notice.merchantId(), "the provider has told of it");
        switch (notice.what()) {
            case Told.CHARGE -> charges.settled(house, notice.key(), notice.outcome());
            case Told.REFUND -> givingBack.settled(house, notice.key(), notice.outcome());
            default -> chargebacks.write(house, notice.disputed());
        }
        told.unmark(house, notice.id(), "waiting", true);
    }

    private List<Told> waiting(Bson wanted) {
        return told.due(Filters.and(Filters.eq("waiting", true), wanted), AT_ONCE);
    }

    private boolean forget() {
        told.sweep(Filters.and(
                Filters.exists("waiting", false),
                Filters.lt("at", clock.instant().minus(KEPT))));
        return false;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweep {

        @Bean
        Worker providerNotices(Hearing hearing, Clock clock) {
            OneByOne<Told> work = OneByOne.inTurn("the notice", clock, hearing::handle);
            return new Worker("provider-notices", Duration.ofSeconds(1), () -> work.workThrough(hearing::waiting));
        }

        @Bean
        Worker oldProviderNotices(Hearing hearing) {
            return new Worker("old-provider-notices", Duration.ofHours(1), hearing::forget);
        }
    }
}
