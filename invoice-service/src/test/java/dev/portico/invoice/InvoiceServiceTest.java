package dev.portico.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InvoiceServiceTest {

    static final Set<String> PERMISSIONS = Set.of("transaction.read", "adjustment.read");
    static RunningService invoices;
    static final Ids IDS = new Ids(Clock.systemUTC());

    final String merchantId = IDS.next("mer");
    final String customer = IDS.next("ctm");
    final Client shop = invoices.as(new Caller.Merchant(merchantId, "apikey_1", PERMISSIONS));

    @BeforeAll
    static void start() {
        invoices = RunningService.start(InvoiceServiceApplication.class, "invoice");
    }

    @AfterAll
    static void stop() {
        invoices.close();
    }

    @Test
    void a_payment_gets_one_invoice_that_can_be_read() throws Exception {
        introduce();
        String transaction = IDS.next("txn");
        pay(transaction, customer, "4900");
        pay(transaction, customer, "4900");
        Client ada = invoices.as(new Caller.Customer(merchantId, customer, "s"));
        await().untilAsserted(() -> assertThat(
                        ada.get("/transactions/" + transaction + "/invoice").status())
                .isEqualTo(200));

        String url = ada.get("/transactions/" + transaction + "/invoice")
                .data()
                .path("url")
                .asString();
        assertThat(url).startsWith(RunningService.ORIGIN + "/invoice-documents/");
        Client anybody = invoices.as(new Insider.Anonymous());
        String path = url.substring(RunningService.ORIGIN.length());
        var pdf = anybody.get(path).raw();
        assertThat(pdf.statusCode())
                .as(new String(pdf.body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(pdf.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(name -> assertThat(name).contains("SHOP-000001.pdf"));
        try (var document = Loader.loadPDF(pdf.body())) {
            assertThat(new PDFTextStripper().getText(document)).contains("SHOP-000001", "$49.00", "Ada Lovelace");
        }
        assertThat(anybody.get(path + "x").status()).isEqualTo(404);
        assertThat(anybody.get("/invoice-documents/nonsense").status()).isEqualTo(404);
        assertThat(Events.heard(Topic.INVOICE, merchantId))
                .extracting(Events.Heard::type)
                .containsExactly("invoice.document_made", "invoice.issued");
        assertThat(Events.heard(Topic.INVOICE, merchantId))
                .allSatisfy(event -> assertThat(event.data()).contains("SHOP-000001"));
    }

    @Test
    void a_payment_that_is_heard_of_before_its_merchant_is_invoiced_when_he_is_known() {
        String transaction = IDS.next("txn");
        Events.publish(
                BillingEvents.CUSTOMER_CREATED, merchantId, customer, customer, 1, Samples.customer(customer, "en"));
        pay(transaction, customer, "4900");
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shop.get("/transactions/" + transaction + "/invoice")
                                .status())
                        .isEqualTo(200));
    }

    @Test
    void numbers_have_no_gap_and_no_double() {
        introduce();
        for (int i = 0; i < 100; i++) {
            String other = IDS.next("ctm");
            Events.publish(BillingEvents.CUSTOMER_CREATED, merchantId, other, other, 1, Samples.customer(other, "en"));
            pay(IDS.next("txn"), other, "100");
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(shop.get("/invoices?per_page=200").data()).hasSize(100));
        assertThat(shop.get("/invoices?per_page=200")
                        .data()
                        .valueStream()
                        .map(invoice -> invoice.path("number").asString())
                        .sorted())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 100)
                        .mapToObj("SHOP-%06d"::formatted)
                        .toList());
    }

    @Test
    void foreign_unknown_and_free_of_charge_look_alike() {
        introduce();
        String free = IDS.next("txn");
        pay(free, customer, "0");
        String paid = IDS.next("txn");
        pay(paid, customer, "4900");
        await().untilAsserted(() -> assertThat(
                        shop.get("/transactions/" + paid + "/invoice").status())
                .isEqualTo(200));
        String unknown =
                shop.get("/transactions/" + IDS.next("txn") + "/invoice").withoutRequestId();
        Client neighbour = invoices.as(new Caller.Customer(merchantId, IDS.next("ctm"), "s"));
        Client elsewhere = invoices.as(new Caller.Merchant(IDS.next("mer"), "k", PERMISSIONS));
        assertThat(shop.get("/transactions/" + free + "/invoice").withoutRequestId())
                .isEqualTo(unknown);
        assertThat(neighbour.get("/transactions/" + paid + "/invoice").withoutRequestId())
                .isEqualTo(unknown);
        assertThat(elsewhere.get("/transactions/" + paid + "/invoice").withoutRequestId())
                .isEqualTo(unknown);
        assertThat(shop.get("/transactions/x/invoice?disposition=sideways").errorCode())
                .isEqualTo("invalid_field");
    }

    private void introduce() {
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        Events.publish(
                BillingEvents.CUSTOMER_CREATED, merchantId, customer, customer, 1, Samples.customer(customer, "en"));
    }

    private void pay(String transaction, String customerId, String amount) {
        var price = Samples.price(IDS.next("pri"), IDS.next("pro"), amount, "month");
        Events.publish(
                BillingEvents.TRANSACTION_COMPLETED,
                merchantId,
                customerId,
                transaction,
                3,
                Samples.paid(transaction, customerId, price));
    }
}
