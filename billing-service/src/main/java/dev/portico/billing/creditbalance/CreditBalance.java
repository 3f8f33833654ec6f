package dev.portico.billing.creditbalance;

import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a customer has good with a merchant in one currency.
///
/// Every movement remembers its cause for good: what is asked for twice, however much later, moves money once.
///
/// @param credits what was added
/// @param uses what was asked for, with what could be given: nothing, if nothing was left
/// @param available minor units; the credits less the uses
record CreditBalance(
        String id,
        String merchantId,
        String customerId,
        String currencyCode,
        List<Movement> credits,
        List<Movement> uses,
        long available)
        implements Owned {

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
        return new CreditBalance(idOf(customerId, currency), merchantId, customerId, currency, List.of(), List.of(), 0);
    }

    /// Adds an amount, unless that was done for this cause.
    ///
    /// @throws Refusal `invalid_field` if no balance can hold that much
    Change<CreditBalance> credited(Money amount, String cause) {
        check(amount);
        if (find(credits, cause).isPresent()) return Change.to(this);
        long total = sum(credits);
        if (amount.minor() > Long.MAX_VALUE - total) throw Refusal.field("amount", "is more than a balance can hold");
        return Change.to(with(and(credits, new Movement(cause, amount.minor())), uses, available + amount.minor()));
    }

    /// Takes an amount, or what there is of it, unless that was done for this cause.
    Change<CreditBalance> used(Money upTo, String cause) {
        check(upTo);
        if (find(uses, cause).isPresent()) return Change.to(this);
        long taken = Math.min(upTo.minor(), available);
        return Change.to(with(credits, and(uses, new Movement(cause, taken)), available - taken));
    }

    /// Makes available again what was taken for a cause. Nothing can be taken for it any more.
    Change<CreditBalance> released(String cause) {
        var nothing = new Movement(cause, 0);
        if (uses.contains(nothing)) return Change.to(this);
        long taken = usedFor(cause);
        List<Movement> others =
                uses.stream().filter(use -> !use.cause.equals(cause)).toList();
        return Change.to(with(credits, and(others, nothing), available + taken));
    }

    /// Takes back what was added for a cause that is not to be, as far as it is still there. Nothing can be added for
    /// it
    /// any more.
    Change<CreditBalance> revoked(String cause) {
        long added = find(credits, cause).map(Movement::amount).orElse(0L);
        long taken = Math.min(added, available);
        if (taken == 0) return Change.to(this);
        List<Movement> others =
                credits.stream().filter(credit -> !credit.cause.equals(cause)).toList();
        return Change.to(with(and(others, new Movement(cause, added - taken)), uses, available - taken));
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

    private CreditBalance with(List<Movement> newCredits, List<Movement> newUses, long nowAvailable) {
        return new CreditBalance(id, merchantId, customerId, currencyCode, newCredits, newUses, nowAvailable);
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
