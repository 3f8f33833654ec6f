package dev.portico.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A customer puts right who her bills are made out to, and takes home a year of them.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CorrectionTest {

    private static final String NOT_FOUND = """
            {"error": {"type": "request_error", "code": "not_found", "detail": ""}, "meta": {}}""";

    @TempDir
    static Path directory;

    static Portico portico;
    static Browser browser;
    static Merchant shop;
    static Page page;
    static String bill;
    static Map<String, Object> sale;

    @BeforeAll
    static void aPaidBill() throws Exception {
        portico = Portico.start(directory.resolve("data"), "--no-demo");
        browser = new Browser();
        shop = Merchant.create(portico, "shop", "The Shop");
        String customer = shop.created("/customers", Map.of("name", "Ada Lovelace", "email", "ada@customers.example"))
                .id();
        String path = "/customers/" + customer;
        String address = shop.created(
                        path + "/addresses",
                        Map.of(
                                "country_code",
                                "GB",
                                "postal_code",
                                "SW1Y 4LE",
                                "city",
                                "Londn",
                                "first_line",
                                "12 Square"))
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
                                "For ever",
                                "unit_price",
                                Map.of("amount", "4900", "currency_code", "USD")))
                .id();
        sale = Map.of(
                "customer_id", customer,
                "address_id", address,
                "items", List.of(Map.of("price_id", price, "quantity", 1)));
        var paid = new HashMap<>(sale);
        paid.put("payment_method_id", card);
        bill = "/transactions/" + shop.created("/transactions", paid).id();
        Merchant.awaited(() -> shop.get(bill + "/invoice").data());
        page = browser.page(browser.person("en-US"));
        page.navigate(shop.created(path + "/portal-sessions", Map.of())
                .data()
                .path("urls")
                .path("general")
                .path("overview")
                .asString());
        assertThat(page.getByText("Analytical Engine").first()).isVisible();
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        portico.close();
    }

    @Test
    @Order(1)
    void she_corrects_her_company_and_tax_id_and_downloads_the_new_invoice() throws Exception {
        openForm();
        assertThat(field("Name")).hasValue("Ada Lovelace");
        assertThat(field("City")).hasValue("Londn");
        field("Tax ID").fill("GB123456789");
        press("Save");
        assertThat(field("Company")).isFocused();
        assertThat(dialog()).containsText("A tax ID needs the company it belongs to.");

        field("Company").fill("Analytical Engines Ltd");
        field("City").fill("London");
        press("Save");
        assertThat(dialog()).hasCount(0);
        assertThat(page.getByText("Your corrected invoice is ready.")).isVisible();
        assertSaysTheCorrection(saved(page.waitForDownload(() -> press("Download invoice"))));

        openForm();
        assertThat(field("Company")).hasValue("Analytical Engines Ltd");
        assertThat(field("Tax ID")).hasValue("GB123456789");
    }

    @Test
    @Order(2)
    void a_year_of_invoices_comes_in_one_file_with_the_corrected_one_in_it() throws Exception {
        for (int i = 0; i < 20; i++) shop.created("/transactions", sale);
        page.navigate(portico.portal("shop") + "/payments");
        assertThat(button("Show more")).isVisible();
        press("Download a year");
        String year = Year.now(ZoneOffset.UTC).toString();
        assertThat(field("Year")).hasValue(year);
        assertNoBarriers();
        Download download = page.waitForDownload(() -> press("Download"));
        assertThat(download.suggestedFilename()).isEqualTo("invoices-" + year + ".zip");
        try (var zip = new ZipFile(saved(download).toFile())) {
            Path invoice = directory.resolve("from-the-year.pdf");
            Files.copy(zip.getInputStream(zip.getEntry("SHOP-000001.pdf")), invoice);
            assertSaysTheCorrection(invoice);
        }
    }

    @Test
    @Order(3)
    void a_year_without_invoices_says_so() {
        page.route(
                "**/api/invoices/archive?*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(404)
                        .setContentType("application/json")
                        .setBody(NOT_FOUND)));
        press("Download a year");
        press("Download");
        assertThat(dialog()).containsText("There are no invoices from " + Year.now(ZoneOffset.UTC));
    }

    @Test
    @Order(4)
    void the_form_can_be_read_on_a_phone_and_from_right_to_left() throws Exception {
        Path gallery = Files.createDirectories(Path.of("target", "gallery"));
        for (String language : new String[] {"en", "ar"})
            for (int width : new int[] {1280, 390}) {
                page.setViewportSize(width, 844);
                page.evaluate("document.cookie = 'lang=" + language + "; path=/'");
                openForm();
                assertNoBarriers();
                Object overflow =
                        dialog().evaluate("all => all.scrollWidth > all.clientWidth || all.clientWidth > innerWidth");
                assertThat(overflow).as("%s at %d", language, width).isEqualTo(false);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(gallery.resolve("correct-" + language + "-" + width + ".png")));
            }
        page.evaluate("document.cookie = 'lang=en; path=/'");
    }

    @Test
    @Order(5)
    void a_bill_that_was_corrected_three_times_says_who_can_help() {
        for (String name : new String[] {"Ada King", "Augusta Ada King"})
            assertThat(shop.post(bill + "/revise", Map.of("customer", Map.of("name", name)))
                            .status())
                    .isEqualTo(200);
        openForm();
        assertThat(field("Name")).hasValue("Augusta Ada King");
        field("Name").fill("Ada");
        press("Save");
        assertThat(dialog()).containsText("as often as possible. Please contact The Shop.");
    }

    @Test
    @Order(6)
    void a_merchant_that_corrects_by_itself_offers_no_form() {
        assertThat(shop.patch("/portal-configuration", Map.of("customer_actions", Map.of("correct_invoices", false)))
                        .status())
                .isEqualTo(200);
        page.navigate(portico.portal("shop") + bill.replace("transactions", "payments"));
        assertThat(page.getByText("Invoice number")).isVisible();
        assertThat(button("Correct billing details")).hasCount(0);
    }

    @Test
    @Order(7)
    void the_browser_had_nothing_to_complain_about() {
        assertThat(browser.complaints).isEmpty();
    }

    private static void openForm() {
        page.navigate(portico.portal("shop") + bill.replace("transactions", "payments"));
        page.locator(".panel-foot button").click();
        assertThat(dialog()).isVisible();
        page.evaluate("() => Promise.all(document.getAnimations().map(each => each.finished))");
    }

    private static Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    private static Locator field(String label) {
        return dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// The last of that name: a toast and a dialog come after what they are about.
    private static void press(String name) {
        button(name).last().click();
    }

    private static void assertNoBarriers() {
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    private static void assertSaysTheCorrection(Path invoice) throws IOException {
        try (var document = Loader.loadPDF(invoice.toFile())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("SHOP-000001", "Analytical Engines Ltd", "GB123456789", "London", "$49.00")
                    .doesNotContain("Londn");
        }
    }

    private static Path saved(Download download) {
        Path file = directory.resolve(download.suggestedFilename());
        download.saveAs(file);
        return file;
    }
}
