package dev.portico.billing.transaction;

import dev.portico.billing.transaction.Adjusted.Part;
import dev.portico.chassis.money.Money;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.AdjustedTotals;
import dev.portico.events.TransactionData.Checkout;
import dev.portico.events.TransactionData.Details;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.Totals;
import dev.portico.pricing.Rated;
import dev.portico.pricing.Sums;
import dev.portico.pricing.Taxation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A transaction as it is shown and told of.
final class Statement {

    private Statement() {}

    static TransactionData of(Transaction of) {
        List<Revision> revisions = of.revisions() == null ? List.of() : of.revisions();
        return new TransactionData(
                of.id(),
                of.status(),
                of.customerId(),
                of.addressId(),
                of.businessId(),
                of.customData(),
                of.currency(),
                of.origin(),
                of.subscriptionId(),
                of.invoiceId(),
                of.invoiceNumber(),
                of.collectionMode(),
                of.discountId(),
                of.billingDetails(),
                of.billingPeriod(),
                of.lines().stream().map(Line::item).toList(),
                details(of),
                of.attempts().reversed().stream().map(Attempt::payment).toList(),
                of.checkoutUrl() == null ? null : new Checkout(of.checkoutUrl()),
                of.createdAt(),
                of.updatedAt(),
                of.billedAt(),
                revisions.isEmpty() ? null : revisions.getLast().at(),
                revisions.isEmpty() ? null : revisions.getLast().details());
    }

    private static Details details(Transaction of) {
        List<Rated> rated = of.lines().stream().map(Line::rated).toList();
        LineTotals sums = Sums.of(rated);
        Money due = of.due();
        var totals = new Totals(
                sums.subtotal(),
                sums.discount(),
                sums.tax(),
                sums.total(),
                of.credit() == null ? "0" : of.credit().toString(),
                "0",
                of.isCompleted() ? "0" : due.amount(),
                of.charged().amount(),
                of.currency());
        return new Details(
                Sums.byRate(rated),
                totals,
                adjusted(of, sums),
                of.lines().stream().map(Line::lineItem).toList(),
                of.lines().stream().anyMatch(Line::isReverseCharged) ? Taxation.REVERSE_CHARGE : null);
    }

    private static @Nullable AdjustedTotals adjusted(Transaction of, LineTotals sums) {
        if (of.adjustments().isEmpty()) return null;
        List<Part> parts = of.adjustments().stream()
                .flatMap(adjusted -> adjusted.taken().stream())
                .toList();
        long net = parts.stream().mapToLong(Part::subtotal).sum();
        long tax = parts.stream().mapToLong(Part::tax).sum();
        return new AdjustedTotals(
                less(sums.subtotal(), net),
                less(sums.tax(), tax),
                less(sums.total(), net + tax),
                less(of.charged().amount(), net + tax),
                of.currency());
    }

    private static String less(String amount, long given) {
        return Long.toString(Long.parseLong(amount) - given);
    }
}
