package dev.portico.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AdjustmentData;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.BusinessData;
import dev.portico.events.CreditNoteData;
import dev.portico.events.InvoiceEvents;
import dev.portico.events.Topic;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.RevisedDetails;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What happens to an invoice after it was issued: credit notes and revisions.
class CorrectionsTest {

    static RunningService invoices;
    static final Ids IDS = new Ids(Clock.systemUTC());

    final String merchantId = IDS.next("mer");
    final Client shop = invoices.as(new Caller.Merchant(merchantId, "apikey_1", InvoiceServiceTest.PERMISSIONS));
    final Client anybody = invoices.as(new Insider.Anonymous());
    final String customer = IDS.next("ctm");
    final String transaction = IDS.next("txn");

    @BeforeAll
    static void start() {
        // A group of its own: its database is new, so it has to hear everything from the beginning.
        invoices = RunningService.start(
                InvoiceServiceApplication.class,
                "invoice",
                Map.of("spring.kafka.consumer.group-id", "invoice-corrections"));
    }

    @AfterAll
    static void stop() {
        invoices.close();
    }

    @BeforeEach
    void aMerchant() {
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
    }

    @Test
    void a_refund_gets_one_credit_note_that_names_its_invoice() throws IOException {
        pay("en");
        String adjustment = IDS.next("adj");
        adjust(adjustment, "pending_approval", 1);
        for (int version = 2; version < 5; version++) adjust(adjustment, "approved", version);
        String text = text("/adjustments/" + adjustment + "/credit-note");
        assertThat(text).contains("Credit note", "SHOP-CN-000001", "SHOP-000001", "$10.00", "Amount refunded");
        await().untilAsserted(() -> assertThat(Events.heard(Topic.INVOICE, merchantId))
                .filteredOn(event -> event.type().equals("credit_note.issued"))
                .singleElement()
                .satisfies(event -> {
                    CreditNoteData note = event.as(InvoiceEvents.CREDIT_NOTE_ISSUED);
                    assertThat(note.invoiceNumber()).isEqualTo("SHOP-000001");
                    assertThat(note.action()).isEqualTo("refund");
                    assertThat(note.creditAppliedToBalance()).isFalse();
                    assertThat(note.descriptions()).containsExactly("Analytical Engine");
                }));
    }

    @ParameterizedTest
    @CsvSource({"de,Gutschrift", "fr,Avoir", "ja,返金明細書"})
    void a_credit_note_speaks_its_readers_language(String language, String title) throws IOException {
        pay(language);
        String adjustment = IDS.next("adj");
        adjust(adjustment, "approved", 1);
        assertThat(text("/adjustments/" + adjustment + "/credit-note")).contains(title);
    }

    @Test
    void an_arabic_credit_note_can_be_rendered() throws IOException {
        pay("ar");
        String adjustment = IDS.next("adj");
        adjust(adjustment, "approved", 1);
        assertThat(text("/adjustments/" + adjustment + "/credit-note")).contains("SHOP-CN-000001");
    }

    @Test
    void credit_notes_have_numbers_of_their_own_without_gap_or_double() {
        pay("en");
        List<String> adjustments =
                IntStream.range(0, 20).mapToObj(_ -> IDS.next("adj")).toList();
        for (String adjustment : adjustments) adjust(adjustment, "approved", 1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Events.heard(Topic.INVOICE, merchantId).stream()
                                .filter(event -> event.type().equals("credit_note.issued"))
                                .map(event -> event.as(InvoiceEvents.CREDIT_NOTE_ISSUED)
                                        .number())
                                .sorted())
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                                .mapToObj("SHOP-CN-%06d"::formatted)
                                .toList()));
    }

    @Test
    void what_is_pending_foreign_or_unknown_looks_alike() {
        pay("en");
        String pending = IDS.next("adj");
        adjust(pending, "pending_approval", 1);
        String approved = IDS.next("adj");
        adjust(approved, "approved", 1);
        await().untilAsserted(() -> assertThat(
                        shop.get("/adjustments/" + approved + "/credit-note").status())
                .isEqualTo(200));
        String unknown =
                shop.get("/adjustments/" + IDS.next("adj") + "/credit-note").withoutRequestId();
        Client neighbour = invoices.as(new Caller.Customer(merchantId, IDS.next("ctm"), "s"));
        assertThat(shop.get("/adjustments/" + pending + "/credit-note").withoutRequestId())
                .isEqualTo(unknown);
        assertThat(neighbour.get("/adjustments/" + approved + "/credit-note").withoutRequestId())
                .isEqualTo(unknown);
        assertThat(shop.get("/adjustments/%00/credit-note").status()).isBetween(400, 499);
    }

    @Test
    void a_revised_invoice_keeps_its_number_and_its_old_document() throws IOException {
        TransactionData paid = pay("en");
        assertThat(text(invoice(""))).contains("Ada Lovelace");
        var details = new RevisedDetails("Augusta King", "Engines Ltd", "GB123456789", null, null, null, null);
        for (int version = 4; version < 6; version++)
            Events.publish(
                    BillingEvents.TRANSACTION_REVISED,
                    merchantId,
                    customer,
                    transaction,
                    version,
                    revised(paid, details));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(text(invoice("")))
                        .contains("SHOP-000001", "Engines Ltd", "Augusta King", "GB123456789"));
        assertThat(text(invoice("?version=1")))
                .contains("SHOP-000001", "Ada Lovelace")
                .doesNotContain("Engines");
        assertThat(text(invoice("?version=2"))).contains("Engines Ltd");
        assertThat(shop.get(invoice("?version=3")).status()).isEqualTo(404);
        assertThat(shop.get(invoice("?version=-1")).status()).isEqualTo(404);
        assertThat(shop.get("/invoices").data()).hasSize(1);
        await().untilAsserted(() -> assertThat(Events.heard(Topic.INVOICE, merchantId).stream()
                        .filter(event -> event.type().equals("invoice.issued"))
                        .map(event -> event.as(InvoiceEvents.INVOICE_ISSUED).version()))
                .containsExactly(1, 2));
    }

    @Test
    void what_is_billed_gets_its_invoice_at_once_and_only_once() throws IOException {
        TransactionData paid = paid("en");
        String business = IDS.next("biz");
        var data = new BusinessData(
                business,
                customer,
                "Engines Ltd",
                null,
                "GB1",
                "active",
                List.of(),
                null,
                Samples.AT,
                Samples.AT,
                null);
        Events.publish(BillingEvents.BUSINESS_CREATED, merchantId, customer, business, 1, data);
        Events.publish(
                BillingEvents.TRANSACTION_BILLED, merchantId, customer, transaction, 3, forBusiness(paid, business));
        assertThat(text(invoice(""))).contains("Engines Ltd", "Tax ID: GB1");
        Events.publish(BillingEvents.TRANSACTION_COMPLETED, merchantId, customer, transaction, 4, paid);
        assertThat(shop.get("/invoices").data()).hasSize(1);
    }

    private TransactionData pay(String language) {
        TransactionData paid = paid(language);
        Events.publish(BillingEvents.TRANSACTION_COMPLETED, merchantId, customer, transaction, 3, paid);
        return paid;
    }

    private TransactionData paid(String language) {
        Events.publish(
                BillingEvents.CUSTOMER_CREATED,
                merchantId,
                customer,
                customer,
                1,
                Samples.customer(customer, language));
        return Samples.paid(transaction, customer, Samples.price(IDS.next("pri"), IDS.next("pro"), "4900", null));
    }

    private void adjust(String id, String status, long version) {
        var item = new AdjustmentData.Item(
                IDS.next("adjitm"),
                "txnitm_1",
                "partial",
                "1000",
                null,
                new AdjustmentData.ItemTotals("1000", "0", "1000"));
        var data = new AdjustmentData(
                id,
                "refund",
                "partial",
                transaction,
                null,
                customer,
                "a test",
                false,
                "USD",
                status,
                List.of(item),
                new AdjustmentData.Totals("1000", "0", "1000", "0", "0", "0", "USD"),
                List.of(),
                null,
                Samples.AT,
                Samples.AT);
        Events.publish(
                version == 1 ? BillingEvents.ADJUSTMENT_CREATED : BillingEvents.ADJUSTMENT_UPDATED,
                merchantId,
                customer,
                id,
                version,
                data);
    }

    private String invoice(String query) {
        return "/transactions/" + transaction + "/invoice" + query;
    }

    private String text(String path) throws IOException {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.get(path).status()).isEqualTo(200));
        String url = shop.get(path).data().path("url").asString();
        byte[] pdf =
                anybody.get(url.substring(RunningService.ORIGIN.length())).raw().body();
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static TransactionData forBusiness(TransactionData of, String business) {
        return copy(of, "billed", business, null);
    }

    private static TransactionData revised(TransactionData of, RevisedDetails by) {
        return copy(of, of.status(), of.businessId(), by);
    }

    private static TransactionData copy(
            TransactionData of, String status, @Nullable String business, @Nullable RevisedDetails by) {
        return new TransactionData(
                of.id(),
                status,
                of.customerId(),
                of.addressId(),
                business,
                of.customData(),
                of.currencyCode(),
                of.origin(),
                of.subscriptionId(),
                of.invoiceId(),
                of.invoiceNumber(),
                of.collectionMode(),
                of.discountId(),
                of.billingDetails(),
                of.billingPeriod(),
                of.items(),
                of.details(),
                of.payments(),
                of.checkout(),
                of.createdAt(),
                of.updatedAt(),
                of.billedAt(),
                by == null ? null : Samples.AT,
                by);
    }
}
