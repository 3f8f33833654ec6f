package dev.portico.billing.creditbalance;

import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a customer has good with a merchant in one currency.
///
/// Every movement remembers its cause for good: what is asked for twice, however much later, moves money once.
///
/// @param credits what was added
/// @param uses what was asked for, with what could be given: nothing, if nothing was left
/// @param released what was taken and is available again; absent if nothing is
/// @param available minor units; the credits less the uses
/// @param unbooked how much of what has happened belongs in the ledger, while some of it is not there; else absent
record CreditBalance(
        String id,
        String merchantId,
        String customerId,
        String currencyCode,
        List<Movement> credits,
        List<Movement> uses,
        @Nullable List<Movement> released,
        long available,
        @Nullable Long unbooked)
        implements Owned {

    /// What is taken back under an id of this kind was never to be used.
    static final String REVOKED = "rvk";

    /// @param cause the adjustment's or the transaction's id
    /// @param amount minor units, never negative
    record Movement(String cause, long amount) {}

    CreditBalance {
        credits = List.copyOf(credits);
        uses = List.copyOf(uses);
    }

    static String idOf(String customerId, String currency) {
        return Ids.derived("crb", customerId) + "_" + currency;
    }

    static CreditBalance empty(String merchantId, String customerId, String currency) {
        return new CreditBalance(
                idOf(customerId, currency), merchantId, customerId, currency, List.of(), List.of(), null, 0, null);
    }

    /// Adds an amount, unless that was done for this cause.
    ///
    /// @throws Refusal `invalid_field` if no balance can hold that much
    Change<CreditBalance> credited(Money amount, String cause) {
        check(amount);
        if (find(credits, cause).isPresent()) return Change.to(this);
        long total = sum(credits);
        if (amount.minor() > Long.MAX_VALUE - total) throw Refusal.field("amount", "is more than a balance can hold");
        return Change.to(
                with(and(credits, new Movement(cause, amount.minor())), uses, releases(), available + amount.minor()));
    }

    /// Takes an amount, or what there is of it, unless that was done for this cause.
    Change<CreditBalance> used(Money upTo, String cause) {
        check(upTo);
        if (find(uses, cause).isPresent()) return Change.to(this);
        long taken = Math.min(upTo.minor(), available);
        return Change.to(with(credits, and(uses, new Movement(cause, taken)), releases(), available - taken));
    }

    /// Makes available again what was taken for a cause. Nothing can be taken for it any more.
    Change<CreditBalance> released(String cause) {
        var nothing = new Movement(cause, 0);
        if (uses.contains(nothing)) return Change.to(this);
        long taken = usedFor(cause);
        List<Movement> others =
                uses.stream().filter(use -> !use.cause.equals(cause)).toList();
        List<Movement> back = taken == 0 ? releases() : and(releases(), new Movement(cause, taken));
        return Change.to(with(credits, and(others, nothing), back, available + taken));
    }

    /// Takes back what was added for a cause that is not to be, as far as it is still there.
    Change<CreditBalance> revoked(String cause) {
        return find(credits, cause)
                .map(added -> used(new Money(added.amount, currencyCode), Ids.derived(REVOKED, cause)))
                .orElseGet(() -> Change.to(this));
    }

    /// What was taken for a cause, in minor units.
    long usedFor(String cause) {
        return find(uses, cause).map(Movement::amount).orElse(0L);
    }

    long used() {
        return sum(uses);
    }

    private void check(Money amount) {
        if (!amount.currency().equals(currencyCode) || amount.minor() < 0)
            throw new IllegalArgumentException("a balance in " + currencyCode + " can't move " + amount);
    }

    /// What was taken and is available again.
    List<Movement> releases() {
        return released == null ? List.of() : released;
    }

    // Every change moves something, so every change leaves something for the ledger.
    private CreditBalance with(
            List<Movement> newCredits, List<Movement> newUses, List<Movement> newReleases, long nowAvailable) {
        return new CreditBalance(
                id,
                merchantId,
                customerId,
                currencyCode,
                newCredits,
                newUses,
                newReleases.isEmpty() ? null : newReleases,
                nowAvailable,
                (long) newCredits.size() + newUses.size() + newReleases.size());
    }

    private static Optional<Movement> find(List<Movement> movements, String cause) {
        return movements.stream()
                .filter(movement -> movement.cause.equals(cause))
                .findFirst();
    }

    private static List<Movement> and(List<Movement> movements, Movement one) {
        var all = new ArrayList<>(movements);
        all.add(one);
        return all;
    }

    // Uses never exceed the credits, and the credits fit: neither sum can overflow.
    private static long sum(List<Movement> movements) {
        return movements.stream().mapToLong(Movement::amount).sum();
    }
}
