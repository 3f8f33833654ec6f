package dev.portico.invoice.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AddressData;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.invoice.InvoiceServiceApplication;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// As what invoices can be downloaded.
class DownloadsTest {

    static final Set<String> PERMISSIONS = Set.of("transaction.read", "adjustment.read");
    static final Ids IDS = new Ids(Clock.systemUTC());
    static final Bills BILLS = Bills.german(Bills.entry(4900, 1), Bills.ebook(999, 2));
    static RunningService invoices;

    final String merchantId = IDS.next("mer");
    final String customer = IDS.next("ctm");
    final String addressId = IDS.next("add");
    final String transaction = IDS.next("txn");
    final Client shop = invoices.as(new Caller.Merchant(merchantId, "apikey_1", PERMISSIONS));
    final Client ada = invoices.as(new Caller.Customer(merchantId, customer, "s"));
    final Client anybody = invoices.as(new Insider.Anonymous());

    @BeforeAll
    static void start() {
        invoices = RunningService.start(
                InvoiceServiceApplication.class,
                "invoice",
                Map.of("spring.kafka.consumer.group-id", "invoice-downloads"));
    }

    @AfterAll
    static void stop() {
        invoices.close();
    }

    @BeforeEach
    void somebodyHasPaid() {
        AddressData address = BILLS.address(addressId, customer);
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, BILLS.seller(merchantId));
        Events.publish(
                BillingEvents.CUSTOMER_CREATED, merchantId, customer, customer, 1, Samples.customer(customer, "en"));
        Events.publish(BillingEvents.ADDRESS_CREATED, merchantId, customer, addressId, 1, address);
        pay(transaction, BILLS);
    }

    @Test
    void an_invoice_can_be_had_in_both_syntaxes_of_the_norm() {
        for (String format : List.of("ubl", "cii")) {
            HttpResponse<byte[]> answer = open(ada, "/transactions/" + transaction + "/invoice?format=" + format);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/xml");
            assertThat(answer.headers().firstValue("Content-Disposition"))
                    .hasValueSatisfying(name -> assertThat(name).contains("SHOP-000001.xml"));
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .startsWith("<?xml")
                    .contains("SHOP-000001", format.equals("ubl") ? "CustomizationID" : "CrossIndustryInvoice");
        }
        assertThat(ada.get("/transactions/" + transaction + "/invoice?format=docx")
                        .errorCode())
                .isEqualTo("invalid_field");
        assertThat(ada.get("/transactions/" + transaction + "/invoice?format=ubl&version=2")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_credit_note_can_be_had_in_them_too() {
        String adjustment = IDS.next("adj");
        credit(adjustment);
        awaited(shop, "/adjustments/" + adjustment + "/credit-note");
        HttpResponse<byte[]> answer = open(shop, "/adjustments/" + adjustment + "/credit-note?format=ubl");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("<CreditNote", "SHOP-CN-000001", "SHOP-000001");
    }

    @Test
    void what_the_norm_has_no_words_for_is_refused_clearly() {
        String dinars = IDS.next("txn");
        pay(dinars, BILLS.in("KWD"));
        String path = "/transactions/" + dinars + "/invoice";
        awaited(ada, path);
        assertThat(ada.get(path + "?format=cii").errorCode()).isEqualTo("invoice_format_not_available");
        assertThat(ada.get(path + "?format=cii").status()).isEqualTo(400);
    }

    @Test
    void a_years_documents_come_in_one_file() throws IOException {
        for (int i = 0; i < 104; i++) pay(IDS.next("txn"), BILLS);
        String adjustment = IDS.next("adj");
        credit(adjustment);
        awaited(shop, "/adjustments/" + adjustment + "/credit-note");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(ada.get("/invoices?per_page=200").data()).hasSize(105));
        int year = Integer.parseInt(
                ada.get("/invoices").data().get(0).path("issued_at").asString().substring(0, 4));
        HttpResponse<byte[]> answer = open(ada, "/invoices/archive?year=" + year);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(name -> assertThat(name).contains("invoices-" + year + ".zip"));
        List<String> names = names(answer.body());
        assertThat(names)
                .hasSize(106)
                .doesNotHaveDuplicates()
                .contains("SHOP-000001.pdf", "SHOP-000105.pdf", "SHOP-CN-000001.pdf");
        assertThat(open(shop, "/invoices/archive?customer_id=" + customer + "&year=" + year)
                        .body())
                .isEqualTo(answer.body());
        assertThat(ada.get("/invoices/archive?year=" + (year - 1)).status()).isEqualTo(404);
    }

    @Test
    void a_year_is_only_for_whose_it_is() {
        awaited(ada, "/transactions/" + transaction + "/invoice");
        String path = "/invoices/archive?year="
                + Clock.systemUTC().instant().toString().substring(0, 4);
        Client neighbour = invoices.as(new Caller.Customer(merchantId, IDS.next("ctm"), "s"));
        Client elsewhere = invoices.as(new Caller.Merchant(IDS.next("mer"), "k", PERMISSIONS));
        String unknown = shop.get(path + "&customer_id=" + IDS.next("ctm")).withoutRequestId();
        assertThat(neighbour.get(path).withoutRequestId()).isEqualTo(unknown);
        assertThat(neighbour.get(path + "&customer_id=" + customer).withoutRequestId())
                .isEqualTo(unknown);
        assertThat(elsewhere.get(path + "&customer_id=" + customer).withoutRequestId())
                .isEqualTo(unknown);
        assertThat(shop.get(path).errorCode()).isEqualTo("invalid_field");
        assertThat(ada.get("/invoices/archive").errorCode()).isEqualTo("invalid_field");
    }

    @Test
    void a_link_opens_only_what_it_was_signed_for() {
        String path = "/transactions/" + transaction + "/invoice";
        awaited(ada, path);
        String document = signed(ada, path);
        String archive = signed(
                ada,
                "/invoices/archive?year="
                        + Clock.systemUTC().instant().toString().substring(0, 4));
        assertThat(anybody.get("/invoice-documents/" + document).status()).isEqualTo(200);
        assertThat(anybody.get("/invoice-archives/" + document).status()).isEqualTo(404);
        assertThat(anybody.get("/invoice-documents/" + archive).status()).isEqualTo(404);
        assertThat(anybody.get("/invoice-archives/" + archive + "x").status()).isEqualTo(404);
    }

    private void pay(String id, Bills bills) {
        Events.publish(
                BillingEvents.TRANSACTION_COMPLETED,
                merchantId,
                customer,
                id,
                3,
                bills.transaction(id, customer, addressId));
    }

    private void credit(String id) {
        Events.publish(
                BillingEvents.ADJUSTMENT_CREATED,
                merchantId,
                customer,
                id,
                1,
                BILLS.refund(id, transaction, customer, false));
    }

    private static void awaited(Client who, String path) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(who.get(path).status()).isEqualTo(200));
    }

    private static String signed(Client who, String path) {
        String url = who.get(path).data().path("url").asString();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private HttpResponse<byte[]> open(Client who, String path) {
        awaited(who, path);
        String url = who.get(path).data().path("url").asString();
        HttpResponse<byte[]> answer =
                anybody.get(url.substring(RunningService.ORIGIN.length())).raw();
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private static List<String> names(byte[] zip) throws IOException {
        var names = new ArrayList<String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
                try (var pdf = Loader.loadPDF(in.readAllBytes())) {
                    assertThat(new PDFTextStripper().getText(pdf))
                            .contains(entry.getName().replace(".pdf", ""));
                }
                names.add(entry.getName());
            }
        }
        return names;
    }
}
