package dev.portico.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A customer enters what she pays with, and nobody but the vault hears its number.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PaymentFormTest {

    private static final String IBAN = "DE89370400440532013000";
    // As they are typed and as the form spells them.
    private static final List<String> NUMBERS = Stream.of(
                    PaymentForm.GOOD, PaymentForm.DECLINED, PaymentForm.ASKS, IBAN.substring(4))
            .flatMap(number -> Stream.of(number, number.replaceAll("(.{4})(?=.)", "$1 ")))
            .toList();

    @TempDir
    static Path directory;

    static Portico portico;
    static Browser browser;
    static Merchant shop;
    static String customer;
    static String price;
    static Page page;
    static PaymentForm form;
    static final List<String> sent = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        portico = Portico.start(directory.resolve("data"), "--no-demo");
        browser = new Browser();
        shop = Merchant.create(portico, "shop", "The Shop");
        customer = shop.created("/customers", Map.of("name", "Ada Lovelace", "email", "ada@customers.example"))
                .id();
        String product = shop.created("/products", Map.of("name", "Analytical Engine", "tax_category", "saas"))
                .id();
        price = shop.created(
                        "/prices",
                        Map.of(
                                "product_id",
                                product,
                                "description",
                                "Once",
                                "unit_price",
                                Map.of("amount", "2100", "currency_code", "USD")))
                .id();
        shop.created("/customers/" + customer + "/payment-methods", Map.of("token", "tok_sandbox_mastercard"));
        page = signedIn();
        page.onRequest(PaymentFormTest::remember);
        form = new PaymentForm(page);
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        portico.close();
    }

    @Test
    @Order(1)
    void a_card_is_entered_and_saved() {
        adding();
        assertThat(form.field("Card number")).isVisible();
        press("Save");
        assertThat(form.text("Enter the card number.")).isVisible();
        assertThat(form.field("Card number")).isFocused();
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        form.card("4242424242424243");
        press("Save");
        assertThat(form.text("This isn’t a card number.")).isVisible();
        form.card(PaymentForm.GOOD);
        assertThat(form.field("Card number")).hasValue("4242 4242 4242 4242");
        assertThat(form.field("Expiry")).hasValue("08/29");
        press("Save");
        assertThat(page.getByText("Payment method added.")).isVisible();
        assertThat(page.getByText("Visa •••• 4242")).isVisible();
        assertThat(page.getByText("Expires 08/2029")).isVisible();
    }

    @Test
    @Order(2)
    void a_bank_account_is_shown_by_its_last_digits_alone() {
        adding();
        form.debit("DE88370400440532013000");
        press("Save");
        assertThat(form.text("This isn’t an IBAN of the SEPA area.")).isVisible();
        form.type("IBAN", IBAN);
        assertThat(form.field("IBAN")).hasValue("DE89 3704 0044 0532 0130 00");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        press("Save");
        assertThat(page.getByText("IBAN ending in 3000")).isVisible();
    }

    @Test
    @Order(3)
    void a_wallet_says_yes_or_no_on_a_page_of_its_own() {
        adding();
        form.choose("Wallet");
        press("Save");
        form.press("Refuse");
        assertThat(form.text("You refused in your wallet.")).isVisible();
        press("Save");
        form.press("Approve");
        assertThat(form.text("Enter an email address.")).isVisible();
        form.type("Email address", "ada@wallet.example");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save")))
                .hasCount(0);
        form.press("Approve");
        assertThat(page.getByText("ada@wallet.example")).isVisible();
    }

    @Test
    @Order(4)
    void a_card_whose_bank_asks_is_paid_with_only_after_her_yes() {
        String open = owed();
        page.navigate(portico.portal("shop") + "/pay/" + open);
        page.getByText("Another card or way to pay").click();
        form.card(PaymentForm.ASKS);
        pay().click();
        assertThat(form.text("Is it you?")).isVisible();
        assertThat(pay()).hasCount(0);
        form.press("No, it isn’t");
        assertThat(form.text("Your bank couldn’t confirm that it was you.")).isVisible();
        assertThat(payments(open)).isEmpty();

        form.card(PaymentForm.ASKS);
        pay().click();
        assertThat(form.text("Is it you?")).isVisible();
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        form.press("Yes, it’s me");
        assertThat(heading("Payment complete")).isVisible();
        assertThat(payments(open)
                        .path(0)
                        .path("method_details")
                        .path("card")
                        .path("last4")
                        .asString())
                .isEqualTo("3184");
    }

    @Test
    @Order(5)
    void she_pays_by_a_card_that_is_declined_then_with_another_by_the_keyboard_alone() {
        String open = owed();
        page.navigate(portico.portal("shop") + "/pay/" + open);
        page.getByText("Another card or way to pay").click();
        form.card(PaymentForm.DECLINED);
        form.field("Name on card").press("Enter");
        assertThat(page.getByText("Your bank declined this card.")).isVisible();
        page.getByText("Another card or way to pay").click();
        form.field("Card number").focus();
        page.keyboard().type(PaymentForm.GOOD);
        page.keyboard().press("Tab");
        page.keyboard().type("829");
        page.keyboard().press("Tab");
        page.keyboard().type("123");
        page.keyboard().press("Tab");
        page.keyboard().type("Ada Lovelace");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(pay()).isFocused();
        page.keyboard().press("Enter");
        assertThat(heading("Payment complete")).isVisible();
        assertThat(payments(open)).hasSize(2);
    }

    @Test
    @Order(6)
    void a_bank_that_does_not_answer_at_once_is_waited_for() {
        String open = owed();
        page.navigate(portico.portal("shop") + "/pay/" + open);
        page.getByText("Another card or way to pay").click();
        form.debit(IBAN);
        pay().click();
        Merchant.awaited(() -> {
            JsonNode now = shop.get("/transactions/" + open).data();
            return now.path("status").asString().equals("completed") ? now : MissingNode.getInstance();
        });
        page.navigate(portico.portal("shop") + "/payments/" + open);
        assertThat(page.getByText("IBAN ending in 3000")).isVisible();
    }

    @Test
    @Order(7)
    void what_is_entered_before_a_sign_in_that_must_be_renewed_is_not_lost() {
        String open = owed();
        page.route(
                "**/api/customers/*/payment-methods",
                route -> {
                    if (route.request().method().equals("POST"))
                        route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                                .setStatus(403)
                                .setContentType("application/json")
                                .setBody("{\"error\":{\"code\":\"recent_sign_in_required\"},\"meta\":{}}"));
                    else route.resume();
                },
                new Page.RouteOptions().setTimes(8));
        page.navigate(portico.portal("shop") + "/pay/" + open);
        page.getByText("Another card or way to pay").click();
        form.card(PaymentForm.GOOD);
        pay().click();
        assertThat(heading("Confirm it’s you")).isVisible();
        page.unroute("**/api/customers/*/payment-methods");
        page.navigate(portico.portal("shop") + "/pay/" + open);
        assertThat(page.getByLabel("What you have just entered")).isChecked();
        pay().click();
        assertThat(heading("Payment complete")).isVisible();
    }

    @Test
    @Order(8)
    void a_form_that_does_not_come_is_said_so_and_asked_for_again() {
        page.route("**/form?**", route -> route.abort());
        page.clock().install();
        adding();
        // Its patience begins when the frame is there.
        page.waitForCondition(() -> {
            page.clock().fastForward(11_000);
            return page.getByText("This didn’t load").isVisible();
        });
        page.unroute("**/form?**");
        press("Try again");
        assertThat(form.field("Card number")).isVisible();
        page.clock().resume();
    }

    @Test
    @Order(9)
    void it_sits_well_in_the_portal_in_every_light_width_and_direction() {
        for (String look : new String[] {"light", "dark", "phone", "arabic"}) {
            Page seen = signedIn();
            seen.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(look.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
            if (look.equals("phone") || look.equals("arabic")) seen.setViewportSize(390, 844);
            if (look.equals("arabic")) seen.evaluate("document.cookie = 'lang=ar; path=/'");
            seen.navigate(portico.portal("shop") + (look.equals("dark") ? "/pay/" + owed() : "/payment-methods"));
            if (look.equals("dark"))
                seen.getByText("Another card or way to pay").click();
            else
                seen.locator(".page-head .button.plain, .page-head button")
                        .first()
                        .click();
            Locator frame = seen.locator("iframe.payment-form");
            assertThat(frame).isVisible();
            assertThat(new PaymentForm(seen).frame().locator("#number")).isVisible();
            // In the dark, axe does not see through the frame to what is behind it, and takes that for white.
            var axe = new AxeBuilder(seen);
            if (look.equals("dark")) axe.exclude("iframe");
            assertThat(axe.analyze().getViolations()).isEmpty();
            Object overflow = seen.evaluate("document.documentElement.scrollWidth > innerWidth");
            assertThat(overflow).as(look).isEqualTo(false);
            double before = frame.boundingBox().height;
            assertThat(new PaymentForm(seen).frame().locator("#number").boundingBox().width)
                    .as(look)
                    .isGreaterThan(280);
            new PaymentForm(seen).frame().locator("summary").first().click();
            seen.waitForCondition(() -> frame.boundingBox().height > before + 100);
            picture(seen, look);
            seen.context().close();
        }
    }

    @Test
    @Order(10)
    void no_number_has_come_anywhere_but_to_the_vault() throws IOException {
        assertThat(sent).anyMatch(request -> request.startsWith(portico.vault()) && holdsNumber(request));
        assertThat(sent)
                .filteredOn(request -> !request.startsWith(portico.vault()))
                .isNotEmpty()
                .noneMatch(PaymentFormTest::holdsNumber);
        List<String> holding = new ArrayList<>();
        int files = 0;
        try (var all = Files.walk(portico.data.getParent())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files++;
                if (holdsNumber(new String(Files.readAllBytes(file), ISO_8859_1))) holding.add(file.toString());
            }
        }
        assertThat(files).as("store, topics, mails and logs").isGreaterThan(20);
        assertThat(holding).isEmpty();
    }

    @Test
    @Order(11)
    void the_browser_had_nothing_to_complain_about() {
        assertThat(browser.complaints)
                .filteredOn(complaint -> !complaint.contains("ERR_FAILED"))
                .isEmpty();
        assertThat(page.context().cookies(portico.vault())).isEmpty();
    }

    private static boolean holdsNumber(String text) {
        return NUMBERS.stream().anyMatch(text::contains);
    }

    private static void remember(Request request) {
        String body = request.postData();
        String all = request.url() + " " + (body == null ? "" : body);
        sent.add(all.replace('+', ' ').replace("%20", " "));
    }

    private static void adding() {
        page.navigate(portico.portal("shop") + "/payment-methods");
        press("Add a payment method");
    }

    private static String owed() {
        return shop.created(
                        "/transactions",
                        Map.of("customer_id", customer, "items", List.of(Map.of("price_id", price, "quantity", 1))))
                .id();
    }

    private static JsonNode payments(String transaction) {
        return shop.get("/transactions/" + transaction).data().path("payments");
    }

    private static Locator pay() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pay $21.00"));
    }

    private static Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    private static void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static Page signedIn() {
        Page page = browser.page(browser.person("en-US"));
        page.navigate(shop.created("/customers/" + customer + "/portal-sessions", Map.of())
                .data()
                .path("urls")
                .path("general")
                .path("overview")
                .asString());
        assertThat(page.getByText("Hello, Ada")).isVisible();
        return page;
    }

    private static void picture(Page page, String name) {
        try {
            Path pictures = Files.createDirectories(Path.of("target", "gallery"));
            page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve("payment-form-" + name + ".png")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
