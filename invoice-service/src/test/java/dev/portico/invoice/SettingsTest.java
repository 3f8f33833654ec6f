package dev.portico.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingDetails;
import dev.portico.events.BillingEvents;
import dev.portico.events.DurationData;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    static final Set<String> PERMISSIONS = Set.of("transaction.read", "transaction.write");
    static final Ids IDS = new Ids(Clock.systemUTC());
    static RunningService invoices;

    final String merchantId = IDS.next("mer");
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
    void what_a_merchant_wants_on_its_invoices_is_printed_on_the_next_one() throws Exception {
        assertThat(shop.get("/invoice-settings").data().path("footer").isNull()).isTrue();
        var changed = shop.patch("/invoice-settings", """
                {"company_number": "HRB 123456", "footer": "Managing director: Grace Hopper",
                 "bank_details": {"account_holder": "Shop Ltd", "iban": "de89 3704 0044 0532 0130 00", "bic": "COBADEFFXXX"},
                 "logo": "%s"}""".formatted(logo(40)));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.data().path("bank_details").path("iban").asString()).isEqualTo("DE89370400440532013000");
        assertThat(changed.data().path("logo").asString()).isEqualTo(logo(40));

        String text = printed();
        assertThat(text)
                .contains(
                        "Company number: HRB 123456",
                        "Managing director: Grace Hopper",
                        "IBAN DE89 3704 0044 0532 0130 00")
                .contains("Please transfer $49.00 by", "PO-7");
        assertThat(shop.patch("/invoice-settings", "{\"logo\": null}")
                        .data()
                        .path("logo")
                        .isNull())
                .isTrue();
        assertThat(shop.get("/invoice-settings").data().path("footer").asString())
                .startsWith("Managing director");
    }

    @ParameterizedTest
    @CsvSource({
        "logo, data:image/svg+xml;base64|PHN2Zz4=",
        "logo, data:image/png;base64|iVBORw0KGgo=",
        "bank_details.iban, DE89370400440532013001",
        "bank_details.bic, deutsche bank"
    })
    void what_cannot_be_printed_is_refused_by_name(String field, String value) {
        String said = value.replace('|', ',');
        String body = field.equals("logo")
                ? "{\"logo\": \"" + said + "\"}"
                : "{\"bank_details\": {\"account_holder\": \"A\", \"iban\": \"%s\", \"bic\": \"%s\"}}"
                        .formatted(
                                field.endsWith("iban") ? said : "DE89370400440532013000",
                                field.endsWith("bic") ? said : "COBADEFF");
        var refused = shop.patch("/invoice-settings", body);
        assertThat(refused.errorCode()).isEqualTo("invalid_field");
        assertThat(refused.text()).contains(field);
    }

    @Test
    void a_picture_that_is_larger_than_any_logo_is_refused_before_it_is_opened() throws IOException {
        assertThat(shop.patch("/invoice-settings", "{\"logo\": \"" + logo(1_001) + "\"}")
                        .errorCode())
                .isEqualTo("invalid_field");
    }

    private String printed() throws Exception {
        String customer = IDS.next("ctm");
        String transaction = IDS.next("txn");
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        Events.publish(
                BillingEvents.CUSTOMER_CREATED, merchantId, customer, customer, 1, Samples.customer(customer, "en"));
        var price = Samples.price(IDS.next("pri"), IDS.next("pro"), "4900", "month");
        var terms = new BillingDetails(false, "PO-7", null, new DurationData("day", 14));
        Events.publish(
                BillingEvents.TRANSACTION_BILLED,
                merchantId,
                customer,
                transaction,
                2,
                Samples.billed(transaction, customer, price, terms));
        await().untilAsserted(() -> assertThat(
                        shop.get("/transactions/" + transaction + "/invoice").status())
                .isEqualTo(200));
        String url = shop.get("/transactions/" + transaction + "/invoice")
                .data()
                .path("url")
                .asString();
        Client anybody = invoices.as(new Insider.Anonymous());
        byte[] pdf =
                anybody.get(url.substring(RunningService.ORIGIN.length())).raw().body();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getPage(0).getResources().getXObjectNames()).hasSize(1);
            return new PDFTextStripper().getText(document);
        }
    }

    private static String logo(int pixels) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(pixels, 20, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
