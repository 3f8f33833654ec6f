package dev.portico.billing.transaction;

import static dev.portico.billing.ledger.Account.CHARGEBACKS;
import static dev.portico.billing.ledger.Account.DISCOUNTS;
import static dev.portico.billing.ledger.Account.PROVIDER;
import static dev.portico.billing.ledger.Account.RECEIVABLE;
import static dev.portico.billing.ledger.Account.REVENUE;
import static dev.portico.billing.ledger.Account.TAX;

import dev.portico.billing.ledger.Cause;
import dev.portico.billing.ledger.Entry;
import dev.portico.billing.ledger.Postings;
import dev.portico.billing.transaction.Adjusted.Part;
import dev.portico.chassis.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What of a transaction belongs in the ledger. Pure, and always all of it: whatever state it is read in, nothing that
/// happened before is missing.
final class Booking {

    private final Transaction of;

    private Booking(Transaction of) {
        this.of = of;
    }

    /// Nothing for an imported one: its money never went through this house.
    static List<Entry> of(Transaction transaction) {
        if (transaction.externalId() != null) return List.of();
        var booking = new Booking(transaction);
        return Stream.of(booking.billed().stream(), booking.payments(), booking.adjustments())
                .flatMap(Function.identity())
                .toList();
    }

    /// How much has happened that belongs in the ledger: it only ever grows.
    static long facts(Transaction transaction) {
        if (transaction.externalId() != null) return 0;
        long bills = transaction.billedAt() == null ? 0 : 1;
        long payments =
                transaction.attempts().stream().filter(Attempt::isCaptured).count();
        return bills + payments + settled(transaction).size();
    }

    private Optional<Entry> billed() {
        if (of.billedAt() == null) return Optional.empty();
        return new Postings()
                .debit(RECEIVABLE, of.total().minor())
                .debit(DISCOUNTS, sum(Line::discount))
                .credit(REVENUE, sum(Line::subtotal))
                .credit(TAX, sum(Line::tax))
                .because(cause("transaction_billed", of.id(), null, of.billedAt()));
    }

    private Stream<Entry> payments() {
        return of.attempts().stream().filter(Attempt::isCaptured).flatMap(paid -> {
            long amount = Long.parseLong(paid.amount());
            return new Postings()
                            .debit(PROVIDER, amount)
                            .credit(RECEIVABLE, amount)
                            .because(cause(
                                    "payment_captured", paid.id(), null, Objects.requireNonNull(paid.capturedAt())))
                            .stream();
        });
    }

    private Stream<Entry> adjustments() {
        return settled(of).stream().flatMap(adjusted -> switch (adjusted.action()) {
            case Adjusted.CHARGEBACK_WARNING -> Stream.empty();
            case Adjusted.CHARGEBACK -> disputed("chargeback", adjusted);
            case Adjusted.CHARGEBACK_REVERSE -> disputed("chargeback_reversed", adjusted);
            default -> givenBack(adjusted).stream();
        });
    }

    // What was sold stays sold: the money for it is lost, until it comes back.
    private Stream<Entry> disputed(String type, Adjusted disputed) {
        return new Postings()
                        .debit(CHARGEBACKS, disputed.chargedBack())
                        .credit(PROVIDER, disputed.chargedBack())
                        .because(cause(type, disputed.id(), disputed.id(), disputed.at()))
                        .stream();
    }

    // What the provider does not pay back is owed to the customer, until it is on his credit balance or off his bill.
    private Optional<Entry> givenBack(Adjusted given) {
        return new Postings()
                .debit(REVENUE, given.parts().stream().mapToLong(Part::subtotal).sum())
                .debit(TAX, given.parts().stream().mapToLong(Part::tax).sum())
                .credit(PROVIDER, given.paidBack())
                .credit(RECEIVABLE, given.total() - given.paidBack())
                .because(cause("adjustment_approved", given.id(), given.id(), given.at()));
    }

    // The last one may still be under way.
    private static List<Adjusted> settled(Transaction of) {
        List<Adjusted> all = of.adjustments();
        return of.adjusting() == null ? all : new ArrayList<>(all.subList(0, all.size() - 1));
    }

    private long sum(Function<Line, Money> amount) {
        return of.lines().stream()
                .map(amount)
                .reduce(Money.zero(of.currency()), Money::plus)
                .minor();
    }

    private Cause cause(String type, String subject, @Nullable String adjustmentId, Instant at) {
        return new Cause(type, subject, of.merchantId(), of.customerId(), of.id(), adjustmentId, of.currency(), at);
    }
}
