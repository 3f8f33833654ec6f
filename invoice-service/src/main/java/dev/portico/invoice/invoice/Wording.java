package dev.portico.invoice.invoice;

import dev.portico.events.BillingDetails;
import dev.portico.events.PeriodData;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.invoice.document.Block;
import dev.portico.invoice.document.Block.Column;
import dev.portico.invoice.document.Block.Fact;
import dev.portico.invoice.document.Block.Row;
import dev.portico.invoice.document.InvoiceDocument;
import dev.portico.invoice.document.InvoiceDocument.Attachment;
import dev.portico.invoice.settings.BankDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says an invoice in its reader's language.
final class Wording {

    private final Invoice invoice;
    private final byte @Nullable [] logo;
    private final Messages messages;
    private final Formats formats;
    private final Letterhead letterhead;
    private final TaxWording tax;

    private Wording(Invoice invoice, byte @Nullable [] logo, Language language) {
        this.invoice = invoice;
        this.logo = logo;
        this.messages = Messages.in(language);
        this.formats = Formats.in(language);
        this.letterhead = new Letterhead(language);
        this.tax = new TaxWording(messages, formats, invoice.transaction());
    }

    /// @param logo the seller's; absent if it has none
    static InvoiceDocument of(Invoice invoice, byte @Nullable [] logo) {
        return new Wording(invoice, logo, Letterhead.language(invoice)).document();
    }

    private InvoiceDocument document() {
        Language language = messages.language();
        return new InvoiceDocument(
                language.tag(),
                language.isRightToLeft(),
                say("title") + " " + invoice.number(),
                invoice.seller().name(),
                Letterhead.style(invoice.seller()),
                blocks(),
                invoice.number(),
                (page, pages) -> say("page", Map.of("page", page, "pages", pages)),
                ElectronicInvoices.cii(invoice)
                        .map(xml -> new Attachment(xml, say("electronic")))
                        .orElse(null),
                invoice.issuedAt());
    }

    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        blocks.add(Letterhead.heading(say("title"), invoice, logo));
        blocks.add(new Block.Facts(facts()));
        blocks.add(new Block.Parties(List.of(letterhead.seller(invoice), letterhead.buyer(invoice))));
        blocks.add(items());
        blocks.add(new Block.Totals(totals()));
        blocks.addAll(tax.summary(invoice.transaction().details().taxRatesUsed(), this::money));
        blocks.add(new Block.Notes("", notes()));
        blocks.addAll(transfer());
        blocks.addAll(Letterhead.footer(invoice));
        return blocks;
    }

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(say("number"), invoice.number()));
        facts.add(new Fact(say("date"), formats.date(invoice.issuedAt())));
        facts.add(new Fact(say("supply"), formats.date(suppliedAt())));
        if (invoice.dueAt() != null) facts.add(new Fact(say("due_date"), formats.date(invoice.dueAt())));
        BillingDetails details = invoice.transaction().billingDetails();
        if (details != null && details.purchaseOrderNumber() != null)
            facts.add(new Fact(say("order"), details.purchaseOrderNumber()));
        return facts;
    }

    private Block.Table items() {
        return new Block.Table(
                "",
                List.of(
                        new Column(say("description"), 0.38f, false),
                        new Column(say("quantity"), 0.1f, true),
                        new Column(say("unit_price"), 0.18f, true),
                        new Column(say("rate"), 0.16f, true),
                        new Column(say("amount"), 0.18f, true)),
                invoice.transaction().details().lineItems().stream()
                        .map(this::row)
                        .toList());
    }

    private Row row(LineItem item) {
        return new Row(
                List.of(
                        item.product().name(),
                        formats.number(item.quantity()),
                        money(item.unitTotals().subtotal()),
                        formats.percent(item.taxRate()),
                        money(item.totals().subtotal())),
                detail(item));
    }

    private String detail(LineItem item) {
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
        BillingDetails details = invoice.transaction().billingDetails();
        if (details != null && details.additionalInformation() != null) notes.add(details.additionalInformation());
        if (invoice.newest() > 1) notes.add(say("version", Map.of("version", invoice.newest())));
        notes.add(say("thanks"));
        return notes;
    }

    // How an invoice is paid that nobody collects.
    private List<Block> transfer() {
        BankDetails bank = invoice.printed() == null ? null : invoice.printed().bankDetails();
        Instant due = invoice.dueAt();
        String balance = invoice.transaction().details().totals().balance();
        if (bank == null || due == null || balance.equals("0")) return List.of();
        var asked = Map.of(
                "amount", money(balance),
                "date", formats.date(due),
                "number", invoice.number());
        List<String> lines = Stream.of(
                        say("transfer", asked),
                        bank.accountHolder(),
                        "IBAN " + bank.printedIban(),
                        bank.bic() == null ? null : "BIC " + bank.bic(),
                        bank.bankName())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return List.of(new Block.Notes(say("bank_details"), lines));
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
