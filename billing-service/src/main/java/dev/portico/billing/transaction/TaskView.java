package dev.portico.billing.transaction;

import dev.portico.chassis.money.Money;
import dev.portico.events.TransactionData.Details;
import dev.portico.events.TransactionData.TaxRateUsed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A payment as whoever holds its link sees it: what it is for and what it comes to. Nothing of who pays, of earlier
/// attempts or of cards; and once there is nothing to pay any more, not even that.
///
/// @param status `open`; `processing` while an attempt awaits its answer; `paid`; `closed` if it was canceled
/// @param owed null unless it is open
record TaskView(String status, @Nullable Owed owed) {

    /// What is to be paid, in minor units.
    ///
    /// @param credit what needs not be paid any more
    /// @param due what is left to pay
    /// @param taxTreatment `reverse_charge` if the buyer owes the tax himself; null where there is nothing special
    record Owed(
            String currencyCode,
            List<Item> items,
            String subtotal,
            String discount,
            String tax,
            String total,
            String credit,
            String due,
            List<TaxRateUsed> taxRatesUsed,
            @Nullable String taxTreatment) {}

    /// One line of it.
    ///
    /// @param taxRate a fraction as a string: `"0.19"`
    record Item(String name, int quantity, String taxRate, String subtotal) {}

    static TaskView of(Transaction transaction) {
        if (transaction.isCompleted()) return new TaskView("paid", null);
        if (transaction.pending().isPresent()) return new TaskView("processing", null);
        return transaction.awaitsPayment() ? new TaskView("open", owed(transaction)) : new TaskView("closed", null);
    }

    private static Owed owed(Transaction of) {
        Details details = of.data().details();
        var totals = details.totals();
        Money due = of.due();
        return new Owed(
                of.currency(),
                of.lines().stream().map(TaskView::item).toList(),
                totals.subtotal(),
                totals.discount(),
                totals.tax(),
                totals.total(),
                of.total().minus(due).amount(),
                due.amount(),
                details.taxRatesUsed(),
                details.taxTreatment());
    }

    private static Item item(Line line) {
        return new Item(
                line.product().name(),
                line.quantity(),
                line.rate(),
                line.subtotal().amount());
    }
}
