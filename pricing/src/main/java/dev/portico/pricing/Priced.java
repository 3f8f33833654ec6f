package dev.portico.pricing;

import dev.portico.events.TransactionData.LineTotals;

/// What something on a bill comes to.
///
/// @param unitTotals one of it, rounded by itself: only the line is exact
public record Priced(Entry entry, Tax tax, LineTotals unitTotals, LineTotals totals) {

    /// Its part in the sums.
    public Rated rated() {
        return new Rated(tax.charged(), tax.reversed() ? null : tax.name(), totals);
    }
}
