package dev.portico.billing.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lines of an entry in the making. What moves nothing is no line.
public final class Postings {

    private final List<Posting> lines = new ArrayList<>();

    /// @param amount minor units; a negative one is a credit
    public Postings debit(Account account, long amount) {
        if (amount != 0) lines.add(new Posting(account.wire(), amount));
        return this;
    }

    /// @param amount minor units; a negative one is a debit
    public Postings credit(Account account, long amount) {
        return debit(account, Math.negateExact(amount));
    }

    /// The entry; nothing if no money moves.
    ///
    /// @throws IllegalArgumentException if the lines do not add up to zero
    public Optional<Entry> because(Cause cause) {
        return lines.isEmpty() ? Optional.empty() : Optional.of(Entry.of(cause, lines));
    }
}
