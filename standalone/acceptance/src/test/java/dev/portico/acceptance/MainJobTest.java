package dev.portico.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What Portico is for, from the merchant's first request to the customer's last e-mail.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobTest {

    private static final String ADA = "ada@customers.example";

    @TempDir
    static Path directory;

    static Portico portico;
    static Browser browser;
    static Inbox inbox;
    static Merchant shop;
    static Merchant other;
    static Page page;
    static JsonNode customer;
    static JsonNode transaction;
    static String requestId;

    @BeforeAll
    static void open() throws Exception {
        portico = Portico.start(directory.resolve("data"), "--no-demo");
        browser = new Browser();
        inbox = new Inbox(HttpClient.newHttpClient(), portico.mailbox());
        shop = Merchant.create(portico, "shop", "The Shop");
        other = Merchant.create(portico, "other", "Somebody Else");
        page = browser.page(browser.person("en-US"));
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        portico.close();
    }

    @Test
    @Order(1)
    void a_merchant_sells_a_subscription_over_the_api() {
        customer = shop.created("/customers", Map.of("name", "Ada Lovelace", "email", ADA))
                .data();
        String path = "/customers/" + customer.path("id").asString();
        String address = shop.created(path + "/addresses", Map.of("country_code", "GB", "city", "London"))
                .id();
        String card = shop.created(path + "/payment-methods", Map.of("token", "tok_sandbox_visa"))
                .id();
        String product = shop.created("/products", Map.of("name", "Analytical Engine", "tax_category", "saas"))
                .id();
        String price = shop.created(
                        "/prices",
                        Map.of(
                                "product_id",
                                product,
                                "description",
                                "Monthly",
                                "unit_price",
                                Map.of("amount", "4900", "currency_code", "USD"),
                                "billing_cycle",
                                Map.of("interval", "month", "frequency", 1)))
                .id();
        var sold = shop.created(
                "/transactions",
                Map.of(
                        "customer_id",
                        customer.path("id").asString(),
                        "address_id",
                        address,
                        "items",
                        List.of(Map.of("price_id", price, "quantity", 2)),
                        "payment_method_id",
                        card));
        transaction = sold.data();
        requestId = sold.requestId();

        assertThat(transaction.path("status").asString()).isEqualTo("completed");
        assertThat(transaction.path("payments").path(0).path("status").asString())
                .isEqualTo("captured");
        assertThat(transaction.path("details").path("totals").path("total").asString())
                .isEqualTo("9800");
        JsonNode subscription = Merchant.awaited(() -> shop.get(
                        "/subscriptions/" + transaction.path("subscription_id").asString())
                .data());
        assertThat(subscription.path("status").asString()).isEqualTo("active");
    }

    @Test
    @Order(2)
    void the_customer_gets_a_receipt_that_leads_into_the_portal() {
        JsonNode receipt = inbox.newest(ADA, "receipt");
        assertThat(receipt.path("Subject").asString()).contains("The Shop", "SHOP-000001");
        assertThat(receipt.path("Text").asString())
                .contains(
                        "$98.00",
                        portico.portal("shop") + "/payments/"
                                + transaction.path("id").asString());
        assertThat(inbox.raw(receipt))
                .as("one trace from the request to the e-mail")
                .contains(requestId.replace("-", ""));
    }

    @Test
    @Order(3)
    void she_signs_in_with_a_link_from_her_mail() {
        page.navigate(portico.portal("shop") + "/");
        page.getByLabel("Email address").fill(ADA);
        assertNoBarriers();
        press("Email me a link");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Check your inbox")))
                .isVisible();

        String link = linkIn(inbox.newest(ADA, "sign-in link"), portico.portal("shop") + "/sign-in/link#t=");
        page.navigate(link);
        press("Continue to The Shop");
        assertThat(page.getByText("Analytical Engine").first()).isVisible();
        assertNoBarriers();
        picture("overview");
    }

    @Test
    @Order(4)
    void she_sees_her_payment_and_downloads_the_invoice() throws Exception {
        page.navigate(
                portico.portal("shop") + "/payments/" + transaction.path("id").asString());
        assertThat(page.getByText("$98.00").first()).isVisible();
        picture("payment");
        Download download = page.waitForDownload(() -> press("Download invoice"));
        assertThat(download.suggestedFilename()).isEqualTo("SHOP-000001.pdf");
        Path pdf = pictures().resolve("invoice.pdf");
        download.saveAs(pdf);
        try (var document = Loader.loadPDF(pdf.toFile())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("SHOP-000001", "Analytical Engine", "$98.00", "Ada Lovelace", "The Shop");
        }
        assertThat(shop.get("/transactions/" + transaction.path("id").asString())
                        .data()
                        .path("invoice_number")
                        .asString())
                .isEqualTo("SHOP-000001");
    }

    @Test
    @Order(5)
    void she_cancels_at_the_end_of_the_period_and_is_told_so() {
        String subscription = transaction.path("subscription_id").asString();
        page.navigate(portico.portal("shop") + "/subscriptions/" + subscription);
        press("Cancel subscription");
        page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Locator.GetByRoleOptions().setName("Cancel subscription"))
                .click();
        assertThat(page.getByText(Pattern.compile("Ends on .*20\\d\\d")).first())
                .isVisible();
        picture("canceled");

        JsonNode after = Merchant.awaited(
                () -> shop.get("/subscriptions/" + subscription).data().path("scheduled_change"));
        assertThat(after.path("action").asString()).isEqualTo("cancel");
        JsonNode mail = inbox.newest(ADA, "subscription ends on");
        assertThat(mail.path("Text").asString()).contains(portico.portal("shop") + "/subscriptions/" + subscription);
    }

    @Test
    @Order(6)
    void her_link_is_spent_and_her_session_is_good_at_this_merchant_only() {
        String link = linkIn(inbox.newest(ADA, "sign-in link"), portico.portal("shop") + "/sign-in/link#t=");
        Page again = browser.page(browser.person("en-US"));
        again.navigate(link);
        again.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue to The Shop"))
                .click();
        assertThat(again.getByText("This link no longer works")).isVisible();

        page.navigate(
                portico.portal("other") + "/payments/" + transaction.path("id").asString());
        assertThat(page.getByLabel("Email address")).isVisible();
        assertThat(other.get("/transactions/" + transaction.path("id").asString())
                        .status())
                .isEqualTo(404);
        assertThat(other.get("/customers/" + customer.path("id").asString()).status())
                .isEqualTo(404);
        assertThat(other.all("/transactions")).isEmpty();
    }

    @Test
    @Order(7)
    void a_customer_pays_by_herself_what_was_not_charged() {
        String price = shop.get("/prices").data().get(0).path("id").asString();
        var open = shop.created(
                        "/transactions",
                        Map.of(
                                "customer_id",
                                customer.path("id").asString(),
                                "items",
                                List.of(Map.of("price_id", price, "quantity", 1))))
                .data();
        assertThat(open.path("status").asString()).isEqualTo("ready");
        page.navigate(open.path("checkout").path("url").asString());
        picture("pay");
        press("Pay $49.00");
        Merchant.awaited(() -> shop.get("/transactions/" + open.path("id").asString())
                        .data()
                        .path("billed_at")
                        .isString()
                ? shop.get("/transactions/" + open.path("id").asString()).data()
                : tools.jackson.databind.node.MissingNode.getInstance());
        assertThat(inbox.newest(ADA, "SHOP-000002").path("Text").asString()).contains("$49.00");
    }

    @Test
    @Order(8)
    void the_browser_had_nothing_to_complain_about() {
        assertThat(browser.complaints).isEmpty();
    }

    private static void press(String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    private static void assertNoBarriers() {
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    private static String linkIn(JsonNode mail, String start) {
        Matcher link = Pattern.compile(Pattern.quote(start) + "[A-Za-z0-9_-]+")
                .matcher(mail.path("Text").asString());
        assertThat(link.find()).as(mail.path("Text").asString()).isTrue();
        return link.group();
    }

    private static void picture(String name) {
        page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        page.screenshot(new Page.ScreenshotOptions().setPath(pictures().resolve(name + ".png")));
    }

    private static Path pictures() {
        try {
            return Files.createDirectories(Path.of("target", "gallery"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
