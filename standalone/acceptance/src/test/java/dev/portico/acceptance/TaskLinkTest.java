package dev.portico.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.TaskLinks;
import dev.portico.chassis.id.Sealer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
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

/// A payment fails, its customer is told, and pays by the link in the mail: without signing in, and without getting at
/// anything else.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TaskLinkTest {

    private static final String ADA = "ada@customers.example";
    private static final Set<String> TASKS = Set.of("GET /task", "POST /task/pay");
    private static final String GOOD = "{\"token\":\"tok_sandbox_visa\"}";

    @TempDir
    static Path directory;

    static Portico portico;
    static Browser browser;
    static Inbox inbox;
    static Wire wire;
    static Merchant shop;
    static Merchant other;
    static Map<String, String> hers;
    static String open;
    static String token;

    @BeforeAll
    static void open() throws Exception {
        portico = Portico.start(directory.resolve("data"), "--no-demo");
        browser = new Browser();
        inbox = new Inbox(HttpClient.newHttpClient(), portico.mailbox());
        wire = new Wire();
        shop = Merchant.create(portico, "shop", "The Shop");
        other = Merchant.create(portico, "other", "Somebody Else");
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        portico.close();
    }

    @Test
    @Order(1)
    void a_payment_that_fails_brings_a_mail_with_a_link_to_it() {
        String customer = shop.created("/customers", Map.of("name", "Ada Lovelace", "email", ADA))
                .id();
        String cards = "/customers/" + customer + "/payment-methods";
        String good =
                shop.created(cards, Map.of("token", "tok_sandbox_mastercard")).id();
        String product = shop.created("/products", Map.of("name", "Analytical Engine", "tax_category", "saas"))
                .id();
        String monthly = price(product, "4900", Map.of("interval", "month", "frequency", 1));
        String once = price(product, "2100", null);
        JsonNode sold = shop.created(
                        "/transactions",
                        Map.of(
                                "customer_id",
                                customer,
                                "items",
                                List.of(Map.of("price_id", monthly, "quantity", 1)),
                                "payment_method_id",
                                good))
                .data();
        String subscription = sold.path("subscription_id").asString();
        Merchant.awaited(() -> shop.get("/subscriptions/" + subscription).data());
        // From here on she has only a card that is declined.
        wire.send(api("DELETE", cards + "/" + good, ""));
        String bad =
                shop.created(cards, Map.of("token", "tok_sandbox_declined")).id();
        shop.post(
                "/subscriptions/" + subscription + "/charge",
                Map.of(
                        "effective_from",
                        "immediately",
                        "items",
                        List.of(Map.of("price_id", once, "quantity", 1)),
                        "on_payment_failure",
                        "apply_change"));
        JsonNode failed = Merchant.awaited(
                () -> shop.get("/transactions?status=past_due").data().path(0));
        open = failed.path("id").asString();

        String link = linkIn(inbox.newest(ADA, "go through"));
        assertThat(link).startsWith(portico.portal("shop") + "/task/" + open + "#task=");
        token = link.substring(link.indexOf('=') + 1);
        hers = Map.of(
                "customer_id", customer,
                "subscription_id", subscription,
                "transaction_id", open,
                "payment_method_id", bad,
                "product_id", product,
                "price_id", monthly);
    }

    @Test
    @Order(2)
    void opening_the_link_and_pressing_every_button_pays_nothing() {
        Page page = opened("en-US");
        assertThat(pay(page)).isVisible();
        assertThat(page.url()).doesNotContain(token);
        for (int i = 0; i < page.getByRole(AriaRole.BUTTON).count(); i++)
            page.getByRole(AriaRole.BUTTON).nth(i).click();
        assertThat(new PaymentForm(page).text("Enter the card number.")).isVisible();
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        assertThat(payments()).hasSize(1);
        assertThat(page.context().cookies()).isEmpty();
    }

    @Test
    @Order(3)
    void the_token_opens_its_task_and_nothing_else_in_any_operation() {
        List<String> problems = new ArrayList<>();
        Wire.Answer refusal = wire.send(atPortal("shop", "GET", "/transactions", ""));
        assertThat(refusal.status()).isEqualTo(403);
        for (Operation operation : Operation.all()) {
            if (TASKS.contains(operation.toString())) continue;
            for (UnaryOperator<String> ids : List.<UnaryOperator<String>>of(TaskLinkTest::own, TaskLinkTest::unknown))
                for (String body : operation.changes() ? List.of("{}", GOOD, "nonsense") : List.of("")) {
                    // In JSON, whatever it is of: a portal takes nothing else from anybody.
                    Wire.Answer answer = wire.send(atPortal("shop", operation.verb(), path(operation, ids), body));
                    if (!answer.comparable().equals(refusal.comparable()))
                        problems.add(operation + ": " + answer.status() + " " + answer.text());
                }
        }
        assertThat(problems).isEmpty();
        Wire.Answer task = wire.send(atPortal("shop", "GET", "/task", ""));
        assertThat(task.status()).isEqualTo(200);
        assertThat(task.headers()).doesNotContainKey("set-cookie");
        assertThat(task.text())
                .contains("Analytical Engine", "2100")
                .doesNotContain(ADA, "Ada", "0002", "4444", "4900");
        hers.forEach((_, id) -> assertThat(task.text()).doesNotContain(id));
    }

    @Test
    @Order(4)
    void whatever_is_wrong_with_a_token_it_is_refused_alike() throws IOException {
        var house = new Sealer(Files.readString(portico.data.resolve("keys").resolve("sealing.key")));
        var payer = new Caller.Payer(shop.id(), hers.get("customer_id"), open);
        Clock late = Clock.offset(
                Clock.systemUTC(),
                TaskLinks.LIFETIME.plus(Duration.ofSeconds(1)).negated());
        String expired = tokenOf(new TaskLinks(house, late).link("", payer));
        String strangers = tokenOf(new TaskLinks(house.derived("anything"), Clock.systemUTC()).link("", payer));
        String pass = pass();
        var wrong = new ArrayList<>(List.of(
                expired,
                strangers,
                pass,
                "tsk_" + pass.substring(4),
                token.substring(4),
                token + "A",
                token.substring(0, token.length() - 2),
                "tsk_",
                "x".repeat(3_000)));
        for (int i = 4; i < token.length() - 1; i += 9)
            wrong.add(token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1));
        Wire.Answer refused = wire.send(atPortal("shop", "GET", "/task", "").with("Portico-Task", "tsk_unknown"));
        assertThat(refused.status()).isEqualTo(410);
        assertThat(refused.errorCode()).isEqualTo("task_link_expired");
        for (String text : wrong)
            assertThat(wire.send(atPortal("shop", "GET", "/task", "").with("Portico-Task", text))
                            .comparable())
                    .as(text)
                    .isEqualTo(refused.comparable());
        assertThat(wire.send(atPortal("other", "GET", "/task", "")).comparable())
                .isEqualTo(refused.comparable());
        for (String text : List.of(token, "pga_" + token.substring(4)))
            assertThat(wire.send(atPortal("shop", "POST", "/sign-in/pass", "{\"token\":\"" + text + "\"}")
                                    .without("Portico-Task"))
                            .status())
                    .isEqualTo(410);
        assertThat(wire.send(api("GET", "/task", "").with("Portico-Task", token))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(5)
    void who_is_signed_in_in_the_same_browser_stays_so_and_the_task_does_not_look() {
        BrowserContext person = browser.person("en-US");
        Page page = browser.page(person);
        page.navigate(portico.portal("shop") + "/#token=" + pass());
        assertThat(page.getByText("Analytical Engine").first()).isVisible();
        List<String> before = cookies(person);
        assertThat(before).isNotEmpty();

        List<String> sent = new ArrayList<>();
        page.onRequestFinished(request -> {
            if (request.url().contains("/api/")) sent.add(request.allHeaders().getOrDefault("cookie", ""));
        });
        page.navigate(link());
        assertThat(pay(page)).isVisible();
        page.waitForCondition(() -> sent.size() >= 2);
        assertThat(sent).containsOnly("");
        assertThat(cookies(person)).isEqualTo(before);
    }

    @Test
    @Order(6)
    void without_a_token_the_page_leads_through_sign_in_to_the_same_payment() {
        Page page = browser.page(browser.person("en-US"));
        page.navigate(portico.portal("shop") + "/task/" + open);
        assertThat(page.getByText("This link no longer works")).isVisible();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.getByLabel("Email address").fill(ADA);
        press(page, "Email me a link");
        assertThat(page.getByText("Check your inbox")).isVisible();
        Matcher found = Pattern.compile("http\\S+/sign-in/link#t=[\\w-]+")
                .matcher(inbox.newest(ADA, "sign-in link").path("Text").asString());
        assertThat(found.find()).isTrue();
        page.navigate(found.group());
        press(page, "Continue to The Shop");
        page.waitForURL("**/pay/" + open);
        assertThat(pay(page)).isVisible();
    }

    @Test
    @Order(7)
    void she_pays_with_another_card_and_the_link_says_so_from_then_on() {
        Page page = opened("en-US");
        var form = new PaymentForm(page);
        form.card(PaymentForm.DECLINED);
        pay(page).click();
        assertThat(page.getByText("Your bank declined this card.")).isVisible();
        form.card(PaymentForm.GOOD);
        pay(page).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Payment complete")))
                .isVisible();
        assertThat(page.getByText("$21.00")).isVisible();
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        assertThat(page.context().cookies()).isEmpty();
        assertThat(shop.get("/transactions/" + open).data().path("status").asString())
                .isEqualTo("completed");

        page.reload();
        assertThat(page.getByText("There is nothing left to do here.")).isVisible();
        Page again = opened("en-US");
        assertThat(again.getByText("There is nothing left to do here.")).isVisible();
        assertThat(again.getByText("$21.00")).hasCount(0);
        assertThat(again.context().cookies()).isEmpty();
        assertThat(wire.send(atPortal("shop", "POST", "/task/pay", GOOD)).errorCode())
                .isEqualTo("transaction_immutable");
        assertThat(payments()).hasSize(3);
    }

    @Test
    @Order(8)
    void no_token_lies_anywhere_but_in_the_mail() throws IOException {
        try (var files = Files.walk(portico.data.getParent())) {
            List<Path> kept = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(portico.data.resolve("mail")))
                    .toList();
            assertThat(kept).hasSizeGreaterThan(5);
            for (Path file : kept)
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1).contains(token))
                        .as(file.toString())
                        .isFalse();
        }
        assertThat(browser.complaints).isEmpty();
    }

    private static List<String> cookies(BrowserContext person) {
        return person.cookies().stream()
                .map(cookie -> cookie.name + "=" + cookie.value + " until " + cookie.expires)
                .toList();
    }

    private static Page opened(String locale) {
        Page page = browser.page(browser.person(locale));
        page.navigate(link());
        return page;
    }

    private static String link() {
        return portico.portal("shop") + "/task/" + open + "#task=" + token;
    }

    private static Locator pay(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pay $21.00"));
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    private static JsonNode payments() {
        return shop.get("/transactions/" + open).data().path("payments");
    }

    private static String price(String product, String amount, Map<String, Object> cycle) {
        var wanted = new java.util.HashMap<String, Object>(Map.of(
                "product_id",
                product,
                "description",
                "A price",
                "unit_price",
                Map.of("amount", amount, "currency_code", "USD")));
        if (cycle != null) wanted.put("billing_cycle", cycle);
        return shop.created("/prices", wanted).id();
    }

    private static String pass() {
        String link = shop.post("/customers/" + hers.get("customer_id") + "/portal-sessions", Map.of())
                .data()
                .path("urls")
                .path("general")
                .path("overview")
                .asString();
        return link.substring(link.indexOf("#token=") + "#token=".length());
    }

    private static String linkIn(JsonNode mail) {
        Matcher link = Pattern.compile("http\\S+#task=tsk_[\\w-]+")
                .matcher(mail.path("Text").asString());
        assertThat(link.find()).as(mail.path("Text").asString()).isTrue();
        return link.group();
    }

    private static String tokenOf(String link) {
        return link.substring(link.indexOf("#task=") + "#task=".length());
    }

    private static String path(Operation operation, UnaryOperator<String> ids) {
        String path = operation.path();
        for (String variable : operation.variables()) path = path.replace("{" + variable + "}", ids.apply(variable));
        return path;
    }

    private static String own(String name) {
        return hers.getOrDefault(name, open);
    }

    private static String unknown(String name) {
        return Unknown.instead(own(name));
    }

    private static Wire.Request atPortal(String slug, String verb, String path, String body) {
        String host = slug + ".localhost:" + portico.port;
        return new Wire.Request(
                verb,
                "http://127.0.0.1:" + portico.port,
                "/api" + path,
                Map.of(
                        "Host",
                        host,
                        "X-Portal",
                        "1",
                        "Origin",
                        "http://" + host,
                        "Content-Type",
                        "application/json",
                        "Portico-Task",
                        token),
                body);
    }

    private static Wire.Request api(String verb, String path, String body) {
        return new Wire.Request(
                verb,
                portico.api(),
                path,
                Map.of("Authorization", "Bearer " + shop.key(), "Content-Type", "application/json"),
                body);
    }
}
