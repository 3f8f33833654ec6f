package dev.portico.invoice.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.portico.events.AddressData;
import dev.portico.events.AdjustmentData;
import dev.portico.events.CustomerData;
import dev.portico.events.MerchantData;
import dev.portico.events.PostalAddress;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.Details;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.TaxRateUsed;
import dev.portico.events.TransactionData.Totals;
import dev.portico.invoice.document.Block;
import dev.portico.invoice.document.InvoiceDocument;
import dev.portico.invoice.document.InvoiceRenderer;
import dev.portico.invoice.invoice.Invoice.Company;
import dev.portico.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaxWordingTest {

    static final Map<String, String> REVERSE_CHARGE = Map.of(
            "en", "Reverse charge",
            "de", "Steuerschuldnerschaft des Leistungsempfängers",
            "fr", "Autoliquidation",
            "ar", "الاحتساب العكسي");

    @Test
    void what_was_taxed_is_printed_by_rate_under_the_merchants_own_name() throws IOException {
        Invoice invoice = invoice("de", null);
        assertThat(totals(Wording.of(invoice, null)))
                .extracting(fact -> plain(fact.label()), fact -> plain(fact.value()))
                .containsExactly(
                        tuple("Zwischensumme", "149,00 €"),
                        tuple("Rabatt", "-14,90 €"),
                        tuple("USt (7 %)", "3,43 €"),
                        tuple("Steuer (19 %)", "16,17 €"),
                        tuple("Gesamtbetrag", "153,70 €"),
                        tuple("Offener Betrag", "0,00 €"));
        assertThat(text(Wording.of(invoice, null), "taxed")).contains("USt (7", "85,10", "16,17");
    }

    @Test
    void a_buyer_who_owes_the_tax_himself_is_told_so_in_his_language() throws IOException {
        for (var said : REVERSE_CHARGE.entrySet()) {
            InvoiceDocument document = Wording.of(invoice(said.getKey(), "reverse_charge"), null);
            assertThat(notes(document)).anyMatch(note -> note.contains(said.getValue()));
            assertThat(buyer(document).details()).anyMatch(detail -> detail.contains("FR40303265045"));
            text(document, "reversed-" + said.getKey());
        }
        assertThat(notes(Wording.of(invoice("en", null), null))).noneMatch(note -> note.contains("Reverse"));
    }

    @Test
    void a_credit_note_gives_back_the_tax_by_rate() throws IOException {
        var note = new CreditNote(
                "crn_1", "mer_1", "ctm_1", "SHOP-CN", 1, invoice("de", null), refund(), null, Samples.AT);
        InvoiceDocument document = CreditNoteWording.of(note, null);
        assertThat(totals(document))
                .extracting(fact -> plain(fact.label()), fact -> plain(fact.value()))
                .contains(tuple("USt (7 %)", "3,43 €"));
        assertThat(text(document, "credit-note")).contains("USt (7");
    }

    private static AdjustmentData refund() {
        var line = new LineTotals("4900", "0", "343", "5243");
        return new AdjustmentData(
                "adj_1",
                "refund",
                "partial",
                "txn_1",
                null,
                "ctm_1",
                "a test",
                false,
                "EUR",
                "approved",
                List.of(new AdjustmentData.Item(
                        "adjitm_1",
                        "txnitm_1",
                        "full",
                        null,
                        null,
                        new AdjustmentData.ItemTotals("4900", "343", "5243"))),
                new AdjustmentData.Totals("4900", "343", "5243", "0", "0", "0", "EUR"),
                List.of(new TaxRateUsed("0.07", line)),
                null,
                Samples.AT,
                Samples.AT);
    }

    private static Invoice invoice(String language, @Nullable String treatment) {
        return new Invoice(
                "inv_1",
                "mer_1",
                "ctm_1",
                "SHOP",
                1,
                seller(),
                new CustomerData(
                        "ctm_1",
                        "Amélie Laurent",
                        "amelie@example.com",
                        false,
                        "active",
                        null,
                        language,
                        Samples.AT,
                        Samples.AT,
                        null,
                        null),
                new Company("Librairie des Lilas", "FR40303265045"),
                new AddressData(
                        "add_1",
                        "ctm_1",
                        null,
                        "9 rue des Lilas",
                        null,
                        "Strasbourg",
                        "67000",
                        null,
                        "FR",
                        null,
                        "active",
                        Samples.AT,
                        Samples.AT,
                        null),
                transaction(treatment),
                null,
                null,
                null,
                Samples.AT);
    }

    private static TransactionData transaction(@Nullable String treatment) {
        var book = new LineTotals("4900", "0", "343", "5243");
        var lamp = new LineTotals("10000", "1490", "1617", "10127");
        TransactionData paid = Samples.paid("txn_1", "ctm_1", Samples.price("pri_1", "pro_1", "4900", "month"));
        var lines = List.of(line("txnitm_1", "0.07", book), line("txnitm_2", "0.19", lamp));
        return new TransactionData(
                paid.id(),
                paid.status(),
                paid.customerId(),
                null,
                null,
                null,
                "EUR",
                "api",
                null,
                null,
                null,
                "automatic",
                null,
                null,
                null,
                paid.items(),
                new Details(
                        List.of(new TaxRateUsed("0.07", book, "USt"), new TaxRateUsed("0.19", lamp)),
                        new Totals("14900", "1490", "1960", "15370", "0", "0", "0", "15370", "EUR"),
                        null,
                        lines,
                        treatment),
                paid.payments(),
                null,
                Samples.AT,
                Samples.AT,
                Samples.AT,
                null);
    }

    private static LineItem line(String id, String rate, LineTotals totals) {
        return new LineItem(id, "pri_1", 1, null, rate, totals, totals, Samples.product("pro_1"));
    }

    private static MerchantData seller() {
        MerchantData known = Samples.merchant("mer_1");
        return new MerchantData(
                known.id(),
                "Nordlicht Verlag",
                known.slug(),
                known.portalUrl(),
                known.status(),
                "#0f766e",
                known.supportEmail(),
                null,
                "de",
                new PostalAddress("Speicherstadt 4", null, "Hamburg", "20457", null, "DE"),
                "DE136695976",
                known.createdAt(),
                known.updatedAt(),
                null);
    }

    private static List<Block.Fact> totals(InvoiceDocument document) {
        return block(document, Block.Totals.class).facts();
    }

    private static List<String> notes(InvoiceDocument document) {
        return block(document, Block.Notes.class).lines();
    }

    private static Block.Party buyer(InvoiceDocument document) {
        return block(document, Block.Parties.class).parties().getLast();
    }

    private static <B extends Block> B block(InvoiceDocument document, Class<B> kind) {
        return document.blocks().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String text(InvoiceDocument document, String name) throws IOException {
        byte[] pdf = new InvoiceRenderer().render(document);
        Files.write(Path.of("target", name + ".pdf"), pdf);
        try (var loaded = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(loaded);
        }
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
