package dev.portico.invoice.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.helger.cii.d16b.CIID16BCrossIndustryInvoiceTypeMarshaller;
import com.helger.ubl21.UBL21Marshaller;
import dev.portico.events.AddressData;
import dev.portico.events.MerchantData;
import dev.portico.events.SepaDebitData;
import dev.portico.events.TaxSettingsData.Rate;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.invoice.document.InvoiceDocument;
import dev.portico.invoice.document.InvoiceRenderer;
import dev.portico.invoice.document.Verapdf;
import dev.portico.invoice.einvoice.ElectronicInvoice;
import dev.portico.invoice.einvoice.Syntax;
import dev.portico.pricing.Entry;
import dev.portico.testing.Samples;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mustangproject.validator.ZUGFeRDValidator;

class ElectronicInvoicesTest {

    private static final Pattern SUMMARY = Pattern.compile("<summary status=\"([a-z]+)\"/>");
    private static final Bills ONE = Bills.german(Bills.entry(4900, 1));
    private static final Bills SEVERAL =
            Bills.german(Bills.entry(999, 3), Bills.taxIncluded(1000, 7), Bills.ebook(1295, 2));
    private static final MethodDetails DEBIT =
            new MethodDetails("sepa_debit", null, null, new SepaDebitData("DE", "3000"));

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("bills")
    void every_invoice_is_one_to_the_norms_own_rules(String name, Syntax syntax, ElectronicInvoice invoice)
            throws IOException {
        assertThat(invoice.isSound()).isTrue();
        assertValid(name, syntax, invoice);
    }

    @Test
    void the_rules_it_is_checked_by_do_refuse_what_is_wrong() {
        for (Syntax syntax : Syntax.values()) {
            byte[] xml = ElectronicInvoices.in(syntax, ONE.invoice()).orElseThrow();
            String wrong = text(xml).replaceFirst(">9.31<", ">9.32<");
            assertThat(wrong).isNotEqualTo(text(xml));
            assertThat(summaries(wrong.getBytes(StandardCharsets.UTF_8), "wrong.xml"))
                    .contains("invalid");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void the_file_for_people_holds_the_one_for_machines(String name, InvoiceDocument document) throws Exception {
        byte[] pdf = new InvoiceRenderer().render(document);
        Files.write(Path.of("target", name.replace(' ', '-') + ".pdf"), pdf);
        for (String norm : List.of("3a", "ua1"))
            assertThat(Verapdf.broken(pdf, norm)).as(norm).isEmpty();
        assertThat(summaries(pdf, "invoice.pdf")).isNotEmpty().containsOnly("valid");
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("a paid invoice", Wording.of(SEVERAL.invoice(), null)),
                Arguments.of(
                        "an invoice to pay", Wording.of(SEVERAL.paidBy(null).invoice(), null)),
                Arguments.of("a credit note", CreditNoteWording.of(SEVERAL.creditNote(true), null)));
    }

    @Test
    void what_cannot_be_said_in_the_norms_terms_is_not_made_up() {
        Invoice known = ONE.invoice();
        assertThat(ElectronicInvoices.cii(known)).isPresent();
        assertThat(ElectronicInvoices.cii(with(known, known.seller(), null))).isEmpty();
        assertThat(ElectronicInvoices.cii(with(known, Samples.merchant("mer_1"), known.address())))
                .isEmpty();
        assertThat(ElectronicInvoices.cii(ONE.from("DE", null).invoice())).isEmpty();
        assertThat(ElectronicInvoices.cii(ONE.in("KWD").invoice())).isEmpty();
        Entry[] yen = Stream.generate(() -> Bills.entry(103, 1)).limit(9).toArray(Entry[]::new);
        assertThat(ElectronicInvoices.cii(Bills.german(yen).in("JPY").invoice()))
                .isEmpty();
    }

    @Test
    void the_same_invoice_has_the_same_bytes() {
        for (Syntax syntax : Syntax.values())
            assertThat(ElectronicInvoices.in(syntax, SEVERAL.invoice()))
                    .hasValueSatisfying(xml -> assertThat(xml)
                            .isEqualTo(ElectronicInvoices.in(syntax, SEVERAL.invoice())
                                    .orElseThrow()));
    }

    @Test
    void what_no_xml_may_contain_is_left_out() throws IOException {
        var odd = Bills.german(Bills.entry(4900, 1)).to("DE", "DE136695976\u0001\ud800");
        for (Syntax syntax : Syntax.values())
            assertValid("odd characters", syntax, InvoiceTerms.of(odd.invoice()).orElseThrow());
    }

    @Test
    void both_syntaxes_print_what_is_on_the_bill() {
        var totals = SEVERAL.paidBy(null).invoice().transaction().details().totals();
        String due = BigDecimal.valueOf(Long.parseLong(totals.balance()), 2).toPlainString();
        for (Syntax syntax : Syntax.values())
            assertThat(text(ElectronicInvoices.in(syntax, SEVERAL.paidBy(null).invoice())
                            .orElseThrow()))
                    .contains(">" + due + "<", "PO-7", "Thank you", syntax == Syntax.CII ? "20261208" : "2026-12-08");
    }

    static Stream<Arguments> bills() {
        var some = Bills.german(IntStream.range(0, 200)
                .mapToObj(i -> i % 3 == 0 ? Bills.ebook(100 + i, 1 + i % 7) : Bills.entry(350 + i, 1 + i % 5))
                .toArray(Entry[]::new));
        var reversed = ONE.taxed(Bills.settings(true, new Rate("FR", null, null, "0.2", "TVA")));
        var untaxed = ONE.taxed(Bills.settings(false));
        Rate swiss = new Rate("CH", null, null, "0.081", "MWST");
        Rate japanese = new Rate("JP", null, null, "0.1", null);
        return Stream.of(
                        bill("one line", ONE),
                        bill("two lines", Bills.german(Bills.entry(4900, 1), Bills.entry(999, 3))),
                        bill("200 lines", some),
                        bill("discount", SEVERAL.with(Bills.discount("percentage", "12.5"))),
                        bill("flat discount", SEVERAL.with(Bills.discount("flat", "500"))),
                        bill("everything off but the tax", ONE.with(Bills.discount("flat", "4899"))),
                        bill("inclusive tax", Bills.german(Bills.taxIncluded(1000, 7), Bills.taxIncluded(333, 3))),
                        bill("two rates", Bills.german(Bills.entry(4900, 1), Bills.ebook(1999, 3))),
                        bill(
                                "a fraction of a percent",
                                ONE.taxed(Bills.settings(false, new Rate("DE", null, null, "0.08875", "Tax")))),
                        bill(
                                "a rate of zero",
                                Bills.german(Bills.entry(4900, 1), Bills.ebook(999, 1))
                                        .taxed(Bills.settings(
                                                false,
                                                new Rate("DE", null, null, "0.190", "USt"),
                                                new Rate("DE", null, "ebooks", "0.00", "USt")))),
                        bill("reverse charge", reversed.to("FR", "FR40303265045")),
                        bill("reverse charge without letters", reversed.to("FR", "40 303 265 045")),
                        bill("no tax at home", untaxed),
                        bill("no tax abroad", untaxed.to("US", null)),
                        bill("no tax number", untaxed.from("DE", null)),
                        bill("another tax number", ONE.from("DE", "22/815/08154")),
                        bill(
                                "yen",
                                Bills.german(Bills.entry(4900, 1), Bills.entry(105, 2))
                                        .in("JPY")
                                        .from("JP", "T1234567890123")
                                        .to("JP", null)
                                        .taxed(Bills.settings(false, japanese))),
                        bill(
                                "francs",
                                ONE.in("CHF")
                                        .from("CH", "CHE-116.281.710 MWST")
                                        .to("CH", "CHE-116.281.710")
                                        .taxed(Bills.settings(false, swiss))),
                        bill("a direct debit", ONE.paidBy(DEBIT)),
                        bill("a bill to pay", SEVERAL.paidBy(null)),
                        credited("credit note", SEVERAL.creditNote(false)),
                        credited("partial credit", SEVERAL.creditNote(true)),
                        credited(
                                "credit with reverse charge",
                                reversed.to("FR", "FR40303265045").creditNote(false)))
                .flatMap(bill -> Stream.of(Syntax.values())
                        .map(syntax ->
                                Arguments.of(bill.name(), syntax, bill.invoice().orElseThrow())));
    }

    private record Case(String name, Optional<ElectronicInvoice> invoice) {}

    private static Case bill(String name, Bills bills) {
        return new Case(name, InvoiceTerms.of(bills.invoice()));
    }

    private static Case credited(String name, CreditNote note) {
        return new Case(name, CreditNoteTerms.of(note));
    }

    private static void assertValid(String name, Syntax syntax, ElectronicInvoice invoice) throws IOException {
        byte[] xml = syntax.write(invoice);
        String file = (name + "-" + syntax).replace(' ', '-') + ".xml";
        Files.write(Path.of("target", file), xml);
        assertThat(keepsTheSchema(syntax, invoice, xml)).as(text(xml)).isTrue();
        assertThat(summaries(xml, file)).as(text(xml)).isNotEmpty().containsOnly("valid");
    }

    // The validator's own flag says yes to what it could not read.
    private static List<String> summaries(byte[] xml, String file) {
        String report = new ZUGFeRDValidator().validate(xml, file);
        return SUMMARY.matcher(report).results().map(found -> found.group(1)).toList();
    }

    private static Invoice with(Invoice known, MerchantData seller, @Nullable AddressData address) {
        return new Invoice(
                known.id(),
                known.merchantId(),
                known.customerId(),
                known.series(),
                known.sequence(),
                seller,
                known.buyer(),
                known.company(),
                address,
                known.transaction(),
                null,
                null,
                known.printed(),
                known.issuedAt());
    }

    private static boolean keepsTheSchema(Syntax syntax, ElectronicInvoice invoice, byte[] xml) {
        return switch (syntax) {
            case CII -> new CIID16BCrossIndustryInvoiceTypeMarshaller().read(xml) != null;
            case UBL ->
                (invoice.corrects() == null
                                ? UBL21Marshaller.invoice().read(xml)
                                : UBL21Marshaller.creditNote().read(xml))
                        != null;
        };
    }

    private static String text(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8);
    }
}
