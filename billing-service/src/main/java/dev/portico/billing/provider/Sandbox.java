package dev.portico.billing.provider;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.events.CardData;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// The built-in provider for trying things out: its cards always do what their name says. Like a real one it remembers
/// each key,
/// so that a charge asked for twice happens once.
@Component
@ConditionalOnProperty(name = "portico.billing.provider", havingValue = "sandbox", matchIfMissing = true)
final class Sandbox implements PaymentProvider {

    private final Records<Booked> booked;
    private final Records<Refunded> refunds;
    private final Clock clock;

    /// A charge that was asked for.
    ///
    /// @param id the charge's key
    /// @param errorCode absent if it was captured
    record Booked(
            String id,
            String merchantId,
            Money amount,
            @Nullable String errorCode) implements Owned {}

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

    Sandbox(Stores stores, Clock clock) {
        this.refunds = stores.records("sandbox_refunds", Refunded.class);
        this.booked = stores.records("sandbox_charges", Booked.class);
        this.clock = clock;
    }

    @Override
    public Optional<SavedMethod> save(Caller caller, String token) {
        return SandboxCard.byToken(token).map(card -> new SavedMethod(card.token(), "card", shown(card)));
    }

    @Override
    public Outcome charge(Caller caller, Charge charge) {
        String errorCode = SandboxCard.byToken(charge.reference())
                .map(SandboxCard::errorCode)
                .orElse("redacted_payment_method");
        boolean captured = errorCode.isEmpty();
        booked.insertOnce(
                caller, new Booked(charge.key(), caller.merchantId(), charge.amount(), captured ? null : errorCode));
        return booked.find(caller, charge.key())
                .map(Booked::errorCode)
                .<Outcome>map(Outcome.Declined::new)
                .orElseGet(Outcome.Captured::new);
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
        return refunds.find(caller, refund.key())
                .map(Refunded::errorCode)
                .<Outcome>map(Outcome.Declined::new)
                .orElseGet(Outcome.Captured::new);
    }

    private CardData shown(SandboxCard card) {
        int year = clock.instant().atZone(ZoneOffset.UTC).getYear() + card.yearsLeft();
        return new CardData(card.brand(), card.last4(), 12, year, null);
    }
}
