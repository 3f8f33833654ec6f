package dev.portico.billing.provider;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.time.LivedTime;
import dev.portico.chassis.vault.Entered;
import dev.portico.chassis.vault.VaultTokens;
import dev.portico.events.CardData;
import dev.portico.events.PaypalData;
import dev.portico.events.SepaDebitData;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// The built-in provider for trying things out: what is paid with always does what it was made for. Like a real one it
/// has a vault for what is entered, and remembers each key, so that a charge asked for twice happens once.
@Component
@ConditionalOnProperty(name = "portico.billing.provider", havingValue = "sandbox", matchIfMissing = true)
final class Sandbox implements PaymentProvider {

    private final Records<Booked> booked;
    private final Records<Asked> asked;
    private final Records<First> firsts;
    private final Records<Refunded> refunds;
    private final SpentTokens spent;
    private final VaultTokens tokens;
    private final Duration answersAfter;
    private final Clock clock;

    /// A charge that was asked for, and answered.
    ///
    /// @param id the charge's key
    /// @param errorCode absent if it was captured
    record Booked(
            String id,
            String merchantId,
            Money amount,
            @Nullable String errorCode) implements Owned {}

    /// One of the times that a charge was asked for in vain.
    ///
    /// @param id the charge's key, and the how manieth time it was
    record Asked(String id, String merchantId) implements Owned {}

    /// The only charge that works, of what fails later.
    ///
    /// @param id the reference that is charged
    record First(String id, String merchantId, String chargeKey) implements Owned {}

    /// A refund that was asked for.
    ///
    /// @param id the refund's key
    /// @param errorCode absent if it was paid
    record Refunded(
            String id,
            String merchantId,
            String chargeKey,
            Money amount,
            @Nullable String errorCode) implements Owned {}

    Sandbox(Stores stores, SpentTokens spent, Sealer house, SandboxSettings settings, Clock clock) {
        this.refunds = stores.records("sandbox_refunds", Refunded.class);
        this.booked = stores.records("sandbox_charges", Booked.class);
        this.asked = stores.records("sandbox_unanswered", Asked.class);
        this.firsts = stores.records("sandbox_firsts", First.class);
        this.spent = spent;
        this.answersAfter = settings.answersAfter();
        this.tokens = VaultTokens.singleUse(house, LivedTime.WALL);
        this.clock = clock;
    }

    @Override
    public Optional<SavedMethod> save(Caller caller, String token) {
        int year = clock.instant().atZone(ZoneOffset.UTC).getYear();
        return SandboxToken.read(token)
                .map(known -> saved(known.entered(year), Secrets.hex(16)))
                .or(() -> tokens.open(caller.merchantId(), token)
                        .filter(opened -> spent.spend(caller, opened.id()))
                        .map(opened -> saved(opened.entered(), opened.id())));
    }

    @Override
    public Outcome charge(Caller caller, Charge charge) {
        LockSupport.parkNanos(answersAfter.toNanos());
        Optional<Booked> before = booked.find(caller, charge.key());
        if (before.isPresent()) return outcome(before.get().errorCode());
        var reference = SandboxReference.read(charge.reference());
        if (isSilent(caller, charge.key(), reference.behaviour())) return new Outcome.Pending();
        String errorCode = errorCode(caller, charge.key(), reference);
        booked.insertOnce(caller, new Booked(charge.key(), caller.merchantId(), charge.amount(), errorCode));
        return outcome(booked.find(caller, charge.key()).map(Booked::errorCode).orElse(null));
    }

    @Override
    public Outcome refund(Caller caller, Refund refund) {
        Optional<Booked> charge = booked.find(caller, refund.chargeKey());
        boolean paid = charge.filter(booked -> booked.errorCode() == null).isPresent();
        refunds.insertOnce(
                caller,
                new Refunded(
                        refund.key(),
                        caller.merchantId(),
                        refund.chargeKey(),
                        refund.amount(),
                        paid ? null : "invalid_payment_details"));
        return outcome(
                refunds.find(caller, refund.key()).map(Refunded::errorCode).orElse(null));
    }

    // Each time that is in vain is written down once: so they are counted, whoever asks, and how many at once.
    private boolean isSilent(Caller caller, String key, Behaviour behaviour) {
        for (int time = 1; time <= behaviour.silentFor(); time++)
            if (asked.insertOnce(caller, new Asked(key + ":" + time, caller.merchantId()))) return true;
        return false;
    }

    private @Nullable String errorCode(Caller caller, String key, SandboxReference reference) {
        if (reference.behaviour() != Behaviour.FAILS_LATER)
            return reference.behaviour().errorCode();
        firsts.insertOnce(caller, new First(reference.id(), caller.merchantId(), key));
        boolean isFirst = firsts.find(caller, reference.id())
                .filter(first -> first.chargeKey().equals(key))
                .isPresent();
        return isFirst ? null : Behaviour.DECLINED.errorCode();
    }

    private static Outcome outcome(@Nullable String errorCode) {
        return errorCode == null ? new Outcome.Captured() : new Outcome.Declined(errorCode);
    }

    private static SavedMethod saved(Entered entered, String id) {
        String reference = new SandboxReference(Behaviour.read(entered.behaviour()), id).written();
        return switch (entered) {
            case Entered.Card card -> new SavedMethod(reference, "card", shown(card), null, null);
            case Entered.Debit debit ->
                new SavedMethod(reference, "sepa_debit", null, null, new SepaDebitData(debit.country(), debit.last4()));
            case Entered.Wallet wallet ->
                new SavedMethod(reference, "paypal", null, new PaypalData(wallet.email(), account(id)), null);
        };
    }

    private static CardData shown(Entered.Card card) {
        return new CardData(card.brand(), card.last4(), card.expiryMonth(), card.expiryYear(), card.holder());
    }

    private static String account(String id) {
        return "PP-" + id.substring(0, 12).toUpperCase(Locale.ROOT);
    }
}
