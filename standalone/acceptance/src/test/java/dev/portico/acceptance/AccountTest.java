package dev.portico.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What a customer does with her own account, through all services, in a real browser.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccountTest {

    private static final String OLD = "ada@old.example";
    private static final String NEW = "ada@new.example";
    private static final String REFUSED = """
            {"error": {"type": "request_error", "code": "recent_sign_in_required", "detail": ""}, "meta": {}}""";

    @TempDir
    static Path directory;

    static Portico portico;
    static Browser browser;
    static Inbox inbox;
    static Merchant shop;
    static String customer;
    static Page laptop;
    static Page phone;

    @BeforeAll
    static void open() throws Exception {
        portico = Portico.start(directory.resolve("data"), "--no-demo");
        browser = new Browser();
        inbox = new Inbox(HttpClient.newHttpClient(), portico.mailbox());
        shop = Merchant.create(portico, "shop", "The Shop");
        customer = shop.created("/customers", Map.of("name", "Ada Lovelace", "email", OLD))
                .id();
        shop.created("/customers", Map.of("name", "Eve", "email", "eve@other.example"));
        shop.created("/customers/" + customer + "/payment-methods", Map.of("token", "tok_sandbox_visa"));
        laptop = signedIn(browser.person("en-US"));
        phone = signedIn(browser.person("en-US"));
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        portico.close();
    }

    @Test
    @Order(1)
    void she_sees_where_she_is_signed_in() {
        laptop.navigate(portico.portal("shop") + "/account");
        assertThat(laptop.getByText("This device")).isVisible();
        assertThat(laptop.getByText("Last used")).hasCount(1);
        assertThat(new AxeBuilder(laptop).analyze().getViolations()).isEmpty();
    }

    @Test
    @Order(2)
    void a_sign_in_of_long_ago_is_renewed_and_the_download_goes_on() throws Exception {
        var first = new AtomicBoolean(true);
        laptop.route("**/api/account/export", route -> {
            if (first.getAndSet(false))
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(403)
                        .setContentType("application/json")
                        .setBody(REFUSED));
            else route.resume();
        });
        press(laptop, "Download my data");
        assertThat(heading(laptop, "Confirm it’s you")).isVisible();
        press(laptop, "Email me a link");
        JsonNode mail = newest(OLD, "sign-in link");
        Download download = laptop.waitForDownload(() -> {
            laptop.navigate(linkIn(mail, "/sign-in/link#t="));
            press(laptop, "Continue to The Shop");
        });
        assertThat(download.suggestedFilename()).matches("shop-\\d{4}-\\d\\d-\\d\\d\\.json");
        Path file = directory.resolve("export.json");
        download.saveAs(file);
        JsonNode data = Merchant.JSON.readTree(Files.readString(file));
        assertThat(data.path("customer").path("email").asString()).isEqualTo(OLD);
        assertThat(data.path("payment_methods")).hasSize(1);
        assertThat(data.path("emails")).isNotEmpty();
        assertThat(data.path("sessions").size()).isGreaterThanOrEqualTo(2);
        for (String part : new String[] {"addresses", "businesses", "credit_balances", "subscriptions", "invoices"})
            assertThat(data.path(part).isArray()).as(part).isTrue();
        assertThat(Files.readString(file)).doesNotContain("eve@other.example");
    }

    @Test
    @Order(3)
    void she_changes_her_address_with_the_word_of_both_and_is_signed_out_elsewhere() {
        laptop.navigate(portico.portal("shop") + "/account");
        press(laptop, "Change email address");
        laptop.getByLabel("New email address").fill(NEW);
        press(laptop, "Send confirmation emails");
        assertThat(laptop.getByText("Change to " + NEW + " requested.", new Page.GetByTextOptions().setExact(false)))
                .isVisible();
        assertThat(new AxeBuilder(laptop).analyze().getViolations()).isEmpty();

        laptop.navigate(linkIn(newest(OLD, "Confirm the change"), "/email-change/current#t="));
        press(laptop, "Confirm");
        assertThat(heading(laptop, "One address is confirmed")).isVisible();
        assertThat(shop.get("/customers/" + customer).data().path("email").asString())
                .isEqualTo(OLD);

        Page elsewhere = browser.page(browser.person("en-US"));
        elsewhere.navigate(linkIn(newest(NEW, "Confirm your new"), "/email-change/new#t="));
        press(elsewhere, "Confirm");
        elsewhere.getByLabel("Email address").fill(NEW);
        press(elsewhere, "Confirm");
        assertThat(heading(elsewhere, "Both addresses are confirmed")).isVisible();

        JsonNode changed = Merchant.awaited(() -> {
            JsonNode now = shop.get("/customers/" + customer).data();
            return now.path("email").asString().equals(NEW) ? now : MissingNode.getInstance();
        });
        assertThat(changed.path("name").asString()).isEqualTo("Ada Lovelace");
        newest(OLD, "has changed");
        newest(NEW, "has changed");
        laptop.navigate(portico.portal("shop") + "/account");
        assertThat(laptop.getByText(NEW).first()).isVisible();
        phone.navigate(portico.portal("shop") + "/account");
        assertThat(heading(phone, "Sign in")).isVisible();
    }

    @Test
    @Order(4)
    void an_address_that_is_somebody_elses_is_refused_in_the_end_and_told_by_mail() {
        press(laptop, "Change email address");
        laptop.getByLabel("New email address").fill("eve@other.example");
        press(laptop, "Send confirmation emails");
        for (String link : new String[] {
            linkIn(newest(NEW, "Confirm the change"), "/email-change/current#t="),
            linkIn(newest("eve@other.example", "Confirm your new"), "/email-change/new#t=")
        }) {
            laptop.navigate(link);
            press(laptop, "Confirm");
            assertThat(laptop.getByRole(
                            AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile("confirmed"))))
                    .isVisible();
        }
        newest(NEW, "stays as it is");
        assertThat(shop.get("/customers/" + customer).data().path("email").asString())
                .isEqualTo(NEW);
    }

    @Test
    @Order(5)
    void it_can_be_read_on_a_phone_and_from_right_to_left() {
        for (String language : new String[] {"en", "ar"}) {
            laptop.setViewportSize(390, 844);
            laptop.navigate(portico.portal("shop") + "/account");
            laptop.evaluate("document.cookie = 'lang=" + language + "; path=/'");
            laptop.reload();
            laptop.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
            assertThat(laptop.locator(".rows .row").first()).isVisible();
            Object overflow = laptop.evaluate("document.documentElement.scrollWidth > innerWidth");
            assertThat(overflow).as(language).isEqualTo(false);
            assertThat(new AxeBuilder(laptop).analyze().getViolations()).isEmpty();
            laptop.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "gallery", "account-" + language + ".png")));
        }
    }

    @Test
    @Order(6)
    void the_browser_had_nothing_to_complain_about() {
        assertThat(browser.complaints).isEmpty();
    }

    private static Page signedIn(BrowserContext person) {
        Page page = browser.page(person);
        String path = "/customers/" + customer + "/portal-sessions";
        page.navigate(shop.created(path, Map.of())
                .data()
                .path("urls")
                .path("general")
                .path("overview")
                .asString());
        assertThat(heading(page, "Hello, Ada")).isVisible();
        return page;
    }

    private static com.microsoft.playwright.Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static JsonNode newest(String to, String subject) {
        return inbox.newest(to, subject);
    }

    private static String linkIn(JsonNode mail, String page) {
        Matcher link = Pattern.compile(Pattern.quote(portico.portal("shop") + page) + "[A-Za-z0-9_-]+")
                .matcher(mail.path("Text").asString());
        assertThat(link.find()).as(mail.path("Text").asString()).isTrue();
        return link.group();
    }
}
