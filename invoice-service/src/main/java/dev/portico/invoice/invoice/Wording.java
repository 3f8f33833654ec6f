package dev.portico.invoice.invoice;

import dev.portico.events.PeriodData;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.invoice.document.InvoiceDocument;
import dev.portico.invoice.document.InvoiceDocument.Fact;
import dev.portico.invoice.document.InvoiceDocument.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Says an invoice in its reader's language.
final class Wording {

    private final Invoice invoice;
    private final Messages messages;
    private final Formats formats;
    private final Letterhead letterhead;
    private final TaxWording tax;

    private Wording(Invoice invoice, Language language) {
        this.invoice = invoice;
        this.messages = Messages.in(language);
        this.formats = Formats.in(language);
        this.letterhead = new Letterhead(language);
        this.tax = new TaxWording(messages, formats, invoice.transaction());
    }

    static InvoiceDocument of(Invoice invoice) {
        return new Wording(invoice, Letterhead.language(invoice)).document();
    }

    private InvoiceDocument document() {
        Language language = messages.language();
        return new InvoiceDocument(
                language.tag(),
                language.isRightToLeft(),
                say("title"),
                Letterhead.accent(invoice.seller()),
                letterhead.seller(invoice.seller()),
                letterhead.buyer(invoice),
                List.of(
                        new Fact(say("number"), invoice.number()),
                        new Fact(say("date"), formats.date(invoice.issuedAt())),
                        new Fact(say("supply"), formats.date(suppliedAt()))),
                List.of(say("description"), say("quantity"), say("unit_price"), say("amount")),
                invoice.transaction().details().lineItems().stream()
                        .map(this::line)
                        .toList(),
                totals(),
                notes(),
                (page, pages) -> say("page", Map.of("page", page, "pages", pages)),
                invoice.issuedAt());
    }

    private Line line(LineItem item) {
        return new Line(
                item.product().name(),
                period(item),
                formats.number(item.quantity()),
                money(item.unitTotals().subtotal()),
                money(item.totals().subtotal()));
    }

    private String period(LineItem item) {
        PeriodData period = invoice.transaction().billingPeriod();
        String description =
                item.product().description() == null ? "" : item.product().description();
        return period == null
                ? description
                : say("period", Map.of("from", formats.date(period.startsAt()), "to", formats.date(period.endsAt())));
    }

    private List<Fact> totals() {
        var totals = invoice.transaction().details().totals();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(say("subtotal"), money(totals.subtotal())));
        if (!totals.discount().equals("0")) facts.add(new Fact(say("discount"), money("-" + totals.discount())));
        facts.addAll(tax.facts(invoice.transaction().details().taxRatesUsed(), this::money));
        facts.add(new Fact(say("total"), money(totals.total())));
        if (!totals.credit().equals("0")) facts.add(new Fact(say("credit"), money("-" + totals.credit())));
        facts.add(new Fact(say("due"), money(totals.balance())));
        return facts;
    }

    private List<String> notes() {
        MethodDetails method = invoice.paidWith();
        var notes = new ArrayList<String>();
        if (method != null)
            notes.add(say("paid_with", Map.of("method", name(method), "date", formats.date(suppliedAt()))));
        notes.addAll(tax.notes());
        notes.add(say("thanks"));
        return notes;
    }

    private String name(MethodDetails method) {
        var card = method.card();
        var debit = method.sepaDebit();
        if (debit != null) return messages.text("payment_method.sepa_debit", Map.of("last4", debit.last4()));
        if (method.paypal() != null) return method.paypal().email();
        if (card == null) return messages.text("payment_method.other");
        boolean known = List.of("visa", "mastercard", "american_express").contains(card.type());
        String brand = messages.text("brand." + (known ? card.type() : "unknown"));
        return messages.text("payment_method.card", Map.of("brand", brand, "last4", card.last4()));
    }

    private Instant suppliedAt() {
        Instant billed = invoice.transaction().billedAt();
        return billed == null ? invoice.issuedAt() : billed;
    }

    private String money(String minor) {
        return formats.money(Long.parseLong(minor), invoice.transaction().currencyCode());
    }

    private String say(String key) {
        return messages.text("invoice." + key);
    }

    private String say(String key, Map<String, ?> arguments) {
        return messages.text("invoice." + key, arguments);
    }
}
