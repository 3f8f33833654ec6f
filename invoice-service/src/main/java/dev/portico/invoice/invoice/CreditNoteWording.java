package dev.portico.invoice.invoice;

import dev.portico.events.AdjustmentData;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.invoice.document.Block;
import dev.portico.invoice.document.Block.Column;
import dev.portico.invoice.document.Block.Fact;
import dev.portico.invoice.document.Block.Row;
import dev.portico.invoice.document.InvoiceDocument;
import dev.portico.invoice.document.InvoiceDocument.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says a credit note in its reader's language.
final class CreditNoteWording {

    private final CreditNote note;
    private final byte @Nullable [] logo;
    private final Invoice corrected;
    private final Language language;
    private final Messages messages;
    private final Formats formats;
    private final TaxWording tax;

    private CreditNoteWording(CreditNote note, byte @Nullable [] logo, Language language) {
        this.note = note;
        this.logo = logo;
        this.corrected = note.corrected();
        this.language = language;
        this.messages = Messages.in(language);
        this.formats = Formats.in(language);
        this.tax = new TaxWording(messages, formats, corrected.transaction());
    }

    /// @param logo the seller's; absent if it has none
    static InvoiceDocument of(CreditNote note, byte @Nullable [] logo) {
        return new CreditNoteWording(note, logo, Letterhead.language(note.corrected())).document();
    }

    private InvoiceDocument document() {
        return new InvoiceDocument(
                language.tag(),
                language.isRightToLeft(),
                messages.text("credit_note.title") + " " + note.number(),
                corrected.seller().name(),
                Letterhead.style(corrected.seller()),
                blocks(),
                note.number(),
                (page, pages) -> messages.text("invoice.page", Map.of("page", page, "pages", pages)),
                ElectronicInvoices.cii(note)
                        .map(xml -> new Attachment(xml, messages.text("invoice.electronic")))
                        .orElse(null),
                note.issuedAt());
    }

    private List<Block> blocks() {
        var letterhead = new Letterhead(language);
        var blocks = new ArrayList<Block>();
        blocks.add(Letterhead.heading(messages.text("credit_note.title"), corrected, logo));
        blocks.add(new Block.Facts(List.of(
                new Fact(messages.text("credit_note.number"), note.number()),
                new Fact(messages.text("invoice.date"), formats.date(note.issuedAt())),
                new Fact(messages.text("credit_note.corrects"), corrected.number()))));
        blocks.add(new Block.Parties(List.of(letterhead.seller(corrected), letterhead.buyer(corrected))));
        blocks.add(items());
        blocks.add(new Block.Totals(totals()));
        blocks.addAll(tax.summary(note.adjustment().taxRatesUsed(), this::money));
        String date = formats.date(corrected.issuedAt());
        blocks.add(new Block.Notes(
                "", notes(messages.text("credit_note.explains", Map.of("number", corrected.number(), "date", date)))));
        blocks.addAll(Letterhead.footer(corrected));
        return blocks;
    }

    private Block.Table items() {
        return new Block.Table(
                "",
                List.of(
                        new Column(messages.text("invoice.description"), 0.6f, false),
                        new Column(messages.text("invoice.tax"), 0.2f, true),
                        new Column(messages.text("invoice.amount"), 0.2f, true)),
                note.adjustment().items().stream().map(this::row).toList());
    }

    private List<String> notes(String explanation) {
        var notes = new ArrayList<String>();
        notes.add(explanation);
        notes.addAll(tax.notes());
        return notes;
    }

    private Row row(AdjustmentData.Item item) {
        String product = corrected.transaction().details().lineItems().stream()
                .filter(line -> line.id().equals(item.itemId()))
                .map(LineItem::product)
                .map(of -> of.name())
                .findFirst()
                .orElse(item.itemId());
        return new Row(
                List.of(product, money(item.totals().tax()), money(item.totals().subtotal())), "");
    }

    private List<Fact> totals() {
        var totals = note.adjustment().totals();
        boolean refund = note.adjustment().action().equals("refund");
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(messages.text("invoice.subtotal"), money(totals.subtotal())));
        facts.addAll(tax.facts(note.adjustment().taxRatesUsed(), this::money));
        facts.add(new Fact(
                messages.text(refund ? "credit_note.refunded" : "credit_note.credited"), money(totals.total())));
        return facts;
    }

    private String money(String minor) {
        return formats.money(Long.parseLong(minor), note.adjustment().currencyCode());
    }
}
