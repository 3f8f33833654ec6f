package dev.portico.billing.creditbalance;

import static dev.portico.billing.ledger.Account.CUSTOMER_CREDIT;
import static dev.portico.billing.ledger.Account.RECEIVABLE;
import static dev.portico.billing.ledger.Account.REVENUE;

import dev.portico.billing.creditbalance.CreditBalance.Movement;
import dev.portico.billing.ledger.Account;
import dev.portico.billing.ledger.Cause;
import dev.portico.billing.ledger.Entry;
import dev.portico.billing.ledger.Postings;
import dev.portico.chassis.id.Ids;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What of a credit balance belongs in the ledger. Pure, and always all of it.
final class Movements {

    private static final String ADJUSTMENT = "adj_";
    private static final String TRANSACTION = "txn_";

    private final CreditBalance of;

    private Movements(CreditBalance of) {
        this.of = of;
    }

    static List<Entry> of(CreditBalance balance) {
        var movements = new Movements(balance);
        return Stream.of(movements.credits(), movements.uses(), movements.releases())
                .flatMap(some -> some)
                .toList();
    }

    // An adjustment has taken its amount out of the revenue already, and owes it; anything else gives revenue away.
    private Stream<Entry> credits() {
        return of.credits().stream().flatMap(credit -> {
            Account from = credit.cause().startsWith(ADJUSTMENT) ? RECEIVABLE : REVENUE;
            return new Postings()
                            .debit(from, credit.amount())
                            .credit(CUSTOMER_CREDIT, credit.amount())
                            .because(cause("credit_granted", credit))
                            .stream();
        });
    }

    // What was taken first and released later was both.
    private Stream<Entry> uses() {
        Map<String, Long> taken = new HashMap<>();
        of.uses().forEach(use -> taken.put(use.cause(), use.amount()));
        of.releases().forEach(release -> taken.merge(release.cause(), release.amount(), Long::sum));
        return taken.entrySet().stream()
                .map(use -> new Movement(use.getKey(), use.getValue()))
                .flatMap(use -> used(use).stream());
    }

    private Optional<Entry> used(Movement use) {
        boolean revoked = use.cause().startsWith(CreditBalance.REVOKED + "_");
        return new Postings()
                .debit(CUSTOMER_CREDIT, use.amount())
                .credit(revoked ? REVENUE : RECEIVABLE, use.amount())
                .because(cause(revoked ? "credit_revoked" : "credit_used", use));
    }

    private Stream<Entry> releases() {
        return of.releases().stream()
                .flatMap(release -> new Postings()
                                .debit(RECEIVABLE, release.amount())
                                .credit(CUSTOMER_CREDIT, release.amount())
                                .because(cause("credit_released", release))
                                .stream());
    }

    // Nobody notes when a balance moves: it is with what moves it.
    private Cause cause(String type, Movement moved) {
        return new Cause(
                type,
                moved.cause(),
                of.merchantId(),
                of.customerId(),
                moved.cause().startsWith(TRANSACTION) ? moved.cause() : null,
                moved.cause().startsWith(ADJUSTMENT) ? moved.cause() : null,
                of.currencyCode(),
                Ids.madeAt(moved.cause()).orElse(Instant.EPOCH));
    }
}
