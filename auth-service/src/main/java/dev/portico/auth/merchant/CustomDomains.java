package dev.portico.auth.merchant;

import dev.portico.auth.merchant.CustomDomain.Problem;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Finds out whose a host is. Whoever can put a record into its zone has it: whoever claimed it first does not matter.
@Configuration(proxyBeanMethods = false)
class CustomDomains {

    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final Merchants merchants;
    private final DomainHolders holders;
    private final TextRecords records;
    private final DomainSettings settings;
    private final PortalSettings portals;
    private final Clock clock;

    CustomDomains(
            Merchants merchants,
            DomainHolders holders,
            TextRecords records,
            DomainSettings settings,
            PortalSettings portals,
            Clock clock) {
        this.merchants = merchants;
        this.holders = holders;
        this.records = records;
        this.settings = settings;
        this.portals = portals;
        this.clock = clock;
    }

    @Bean
    Worker domainRound() {
        return new Worker("custom domains", LOOK_EVERY, this::lookForDue);
    }

    boolean lookForDue() {
        List<Merchant> due = merchants.dueForProof(clock.instant());
        for (Merchant merchant : due) look(merchant, false);
        return !due.isEmpty();
    }

    /// @throws Refusal `invalid_field`, if somebody else has proven that the host is his
    void refuseTaken(Caller caller, @Nullable String host) {
        if (host == null) return;
        boolean free = holders.of(host)
                .filter(holder -> !holder.merchantId().equals(caller.merchantId()))
                .isEmpty();
        if (!free) throw Refusal.field("custom_domain", "is another merchant's");
    }

    /// It holds what it has proven, and whatever it had before is free again.
    void settle(Merchant merchant) {
        CustomDomain domain = merchant.domain();
        Caller.Service caller = service(merchant);
        if (domain == null || !domain.isVerified()) {
            holders.giveUpAllBut(caller, "");
            return;
        }
        holders.giveUpAllBut(caller, domain.host());
        holders.take(caller, domain.host(), clock.instant());
    }

    /// Looks now, because the merchant asks.
    ///
    /// @throws Refusal `conflict`, if there is nothing to look for
    Merchant verify(Caller caller) {
        Merchant merchant = merchants.of(caller);
        CustomDomain domain = merchant.domain();
        if (domain == null) throw Refusal.of(ErrorCode.CONFLICT, "Set custom_domain first.");
        Instant now = clock.instant();
        return look(changed(merchant, domain, asked -> asked.askedAgain(now)), false);
    }

    /// @param challenged whether somebody else has a proof: then a record that is missing is not waited for
    private Merchant look(Merchant merchant, boolean challenged) {
        CustomDomain domain = merchant.domain();
        if (domain == null) return merchant;
        Instant now = clock.instant();
        @Nullable Problem problem = problem(merchant, domain.host(), domain.proof(), now);
        Merchant after = changed(merchant, domain, before -> switch (problem) {
            case null -> before.seen(now, settings.lookAgainEvery());
            case RECORD_MISSING -> challenged ? before.taken(now) : before.missing(now, settings.lostAfter());
            case DNS_UNAVAILABLE -> before.unanswered(now);
            case TAKEN -> before.taken(now);
        });
        settle(after);
        return after;
    }

    // What keeps the host from being the merchant's; nothing if it is.
    private @Nullable Problem problem(Merchant merchant, String host, String proof, Instant now) {
        try {
            if (!records.at(CustomDomain.recordOf(host)).contains(proof)) return Problem.RECORD_MISSING;
        } catch (TextRecords.Unanswered e) {
            return Problem.DNS_UNAVAILABLE;
        }
        if (isHeldBy(merchant, host, now)) return null;
        challenge(host);
        return isHeldBy(merchant, host, now) ? null : Problem.TAKEN;
    }

    private boolean isHeldBy(Merchant merchant, String host, Instant now) {
        return holders.take(service(merchant), host, now)
                || holders.of(host)
                        .filter(holder -> holder.merchantId().equals(merchant.id()))
                        .isPresent();
    }

    // Whoever has it must be able to prove it now, as somebody else does.
    private void challenge(String host) {
        holders.of(host)
                .map(held -> merchants.of(new Caller.Service(held.merchantId(), "its domain is claimed by another")))
                .ifPresent(holder -> {
                    CustomDomain domain = holder.domain();
                    if (domain != null && domain.host().equals(host)) look(holder, true);
                    else settle(holder);
                });
    }

    // Only what was looked for: the merchant may want another by now.
    private Merchant changed(Merchant merchant, CustomDomain looked, UnaryOperator<CustomDomain> change) {
        return merchants.change(service(merchant), before -> {
            CustomDomain domain = before.domain();
            if (domain == null || !domain.proof().equals(looked.proof())) return before;
            return before.with(change.apply(domain), portals, clock.instant());
        });
    }

    private static Caller.Service service(Merchant merchant) {
        return new Caller.Service(merchant.id(), "its domain is looked for");
    }
}
