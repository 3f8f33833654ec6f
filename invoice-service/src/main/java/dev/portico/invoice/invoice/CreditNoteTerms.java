package dev.portico.invoice.invoice;

import dev.portico.chassis.money.Money;
import dev.portico.events.AdjustmentData;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.invoice.einvoice.ElectronicInvoice;
import dev.portico.invoice.einvoice.ElectronicInvoice.Line;
import dev.portico.invoice.einvoice.ElectronicInvoice.Payment;
import dev.portico.invoice.einvoice.ElectronicInvoice.Preceding;
import dev.portico.invoice.einvoice.PaymentMeans;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Says a credit note in the terms of EN 16931. Its amounts are positive, and nothing of it is left to be paid:
/// it was paid back, or set off against the invoice.
final class CreditNoteTerms {

    private final CreditNote note;
    private final Invoice corrected;
    private final AdjustmentData adjustment;
    private final TradeTerms trade;
    private final Map<String, LineItem> billed;

    private CreditNoteTerms(CreditNote note, TradeTerms trade) {
        this.note = note;
        this.corrected = note.corrected();
        this.adjustment = note.adjustment();
        this.trade = trade;
        this.billed = corrected.transaction().details().lineItems().stream()
                .collect(Collectors.toMap(LineItem::id, Function.identity(), (first, _) -> first));
    }

    /// Nothing if it cannot be said in them.
    static Optional<ElectronicInvoice> of(CreditNote note) {
        return TradeTerms.of(note.corrected())
                .map(trade -> new CreditNoteTerms(note, trade))
                .filter(CreditNoteTerms::isOfWhatWasBilled)
                .map(CreditNoteTerms::document)
                .filter(document -> document.due().isZero());
    }

    private ElectronicInvoice document() {
        return new ElectronicInvoice(
                note.number(),
                InvoiceTerms.day(note.issuedAt()),
                new Preceding(corrected.number(), InvoiceTerms.day(corrected.issuedAt())),
                null,
                adjustment.currencyCode(),
                InvoiceTerms.reference(corrected),
                InvoiceTerms.order(corrected),
                null,
                trade.seller(),
                trade.buyer(),
                InvoiceTerms.suppliedOn(corrected),
                null,
                payment(),
                trade.taxText(),
                adjustment.items().stream().map(this::line).toList(),
                money(adjustment.totals().total()));
    }

    private boolean isOfWhatWasBilled() {
        return adjustment.items().stream().allMatch(item -> billed.containsKey(item.itemId()));
    }

    private Line line(AdjustmentData.Item item) {
        LineItem of = Objects.requireNonNull(billed.get(item.itemId()));
        int quantity = item.type().equals("full") ? of.quantity() : 1;
        return new Line(
                InvoiceTerms.name(of),
                of.product().description(),
                quantity,
                money(item.totals().subtotal()),
                quantity,
                money("0"),
                trade.category(of.taxRate()),
                of.taxRate(),
                money(item.totals().tax()));
    }

    private Payment payment() {
        MethodDetails method = corrected.paidWith();
        return method != null && adjustment.action().equals("refund")
                ? InvoiceTerms.with(method)
                : new Payment(PaymentMeans.SET_OFF, null, null);
    }

    private Money money(String minor) {
        return Money.of(minor, adjustment.currencyCode());
    }
}
