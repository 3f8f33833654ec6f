package dev.portico.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Machines read mail before people do: they follow links, run scripts, submit forms and press buttons. None of them is
/// signed in by that, and none uses up what the person is about to press.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScannersTest {

    private static final int MAILS = 40;
    private static final int BROWSED = 3;
    private static final int HOSTS = 14;
    private static final Pattern LINK = Pattern.compile("http\\S+#t=([A-Za-z0-9_-]{43})");
    private static final Pattern CODE = Pattern.compile("(?m) ([0-9]{6})$");

    @TempDir
    static Path directory;

    static Portico portico;
    static Wire wire = new Wire();
    static Browser browser;
    static Inbox inbox;
    static Merchant shop;

    // What must be nowhere but in the mails and in the browsers.
    static final Set<String> secrets = new HashSet<>();
    static final Set<String> codes = new HashSet<>();

    @BeforeAll
    static void open() throws Exception {
        portico = Portico.start(directory.resolve("data"), "--no-demo");
        browser = new Browser();
        inbox = new Inbox(HttpClient.newHttpClient(), portico.mailbox());
        shop = Merchant.create(portico, "shop", "The Shop");
        var people = new ArrayList<>(List.of("typist"));
        for (int i = 0; i < HOSTS; i++) people.add("host" + i);
        for (int i = 0; i < BROWSED; i++) people.add("reader" + i);
        for (int i = 0; i < MAILS; i++) people.add("person" + i);
        for (String person : people) shop.created("/customers", Map.of("email", person + "@customers.example"));
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        portico.close();
    }

    @Test
    @Order(1)
    void robots_that_follow_forty_links_get_in_nowhere_and_use_up_none() {
        int entered = 0;
        for (int i = 0; i < MAILS; i++) {
            String email = "person" + i + "@customers.example";
            Wire.Answer asked = post("/api/sign-in", Map.of(), "{\"email\":\"" + email + "\"}");
            assertThat(asked.status()).as(asked.text()).isEqualTo(202);
            String cookie = cookieIn(asked);
            String token = tokenIn(mailTo(email));
            robots(token);
            Wire.Answer in = post(
                    "/api/sign-in/redeem", Map.of("Cookie", "__Host-link=" + cookie), "{\"token\":\"" + token + "\"}");
            if (in.status() == 200) entered++;
            secrets.addAll(Set.of(cookie, cookieIn(in)));
        }
        assertThat(entered).isEqualTo(MAILS);
    }

    @Test
    @Order(2)
    void a_robot_with_a_browser_that_presses_everything_gets_in_nowhere_and_uses_up_nothing() {
        for (int i = 0; i < BROWSED; i++) {
            String email = "reader" + i + "@customers.example";
            Page page = askAs(email);
            String link = linkIn(mailTo(email));
            BrowserContext robot = browser.person("en-US");
            press(robot, link);
            assertThat(robot.cookies()).noneMatch(cookie -> cookie.name.equals("__Host-sid"));
            robot.close();

            page.navigate(link);
            page.getByRole(AriaRole.BUTTON, named("Continue to The Shop")).click();
            assertThat(page.getByRole(AriaRole.BUTTON, named("Continue to The Shop")))
                    .not()
                    .isVisible();
            assertThat(page.context().cookies()).anyMatch(cookie -> cookie.name.equals("__Host-sid"));
            page.context().cookies().forEach(cookie -> {
                if (cookie.name.startsWith("__Host-")) secrets.add(cookie.value);
            });
        }
    }

    @Test
    @Order(3)
    void whoever_reads_his_mail_elsewhere_types_the_code() {
        String email = "typist@customers.example";
        Page page = askAs(email);
        String code = codeIn(mailTo(email));
        Locator field = page.getByLabel("Code from the email");
        assertThat(field).hasAttribute("autocomplete", "one-time-code");
        assertThat(field).hasAttribute("inputmode", "numeric");
        assertThat(page.getByText(Pattern.compile("You can ask for another email in \\d+ seconds?\\.")))
                .isVisible();
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();

        page.getByRole(AriaRole.BUTTON, named("Sign in").setExact(true)).click();
        assertThat(page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("all six digits")))
                .isVisible();
        field.fill(code.equals("000000") ? "000001" : "000000");
        field.press("Enter");
        assertThat(page.getByText("This code is wrong or has expired.")).isVisible();
        assertThat(field).hasAttribute("aria-invalid", "true");
        assertThat(field).isFocused();
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();

        field.fill("code: " + code.substring(0, 3) + " " + code.substring(3));
        assertThat(field).hasValue(code);
        field.press("Enter");
        assertThat(field).not().isVisible();
        assertThat(page.context().cookies()).anyMatch(cookie -> cookie.name.equals("__Host-sid"));
        assertThat(post("/api/sign-in/redeem", Map.of(), "{\"token\":\"" + tokenIn(mailTo(email)) + "\"}")
                        .errorCode())
                .as("the link went with the code")
                .isEqualTo("sign_in_link_expired");
    }

    @Test
    @Order(4)
    void a_link_starts_with_the_merchants_address_whatever_host_a_request_names() {
        String ours = "shop.localhost:" + portico.port;
        var variants = new ArrayList<Map<String, String>>();
        for (String header : List.of(
                "X-Forwarded-Host",
                "X-Host",
                "X-Forwarded-Server",
                "X-Original-Host",
                "X-HTTP-Host-Override",
                "X-Original-URL",
                "X-Rewrite-URL")) variants.add(Map.of(header, "evil.example"));
        variants.add(Map.of("Forwarded", "host=evil.example;proto=https"));
        variants.add(Map.of("X-Forwarded-Proto", "https", "X-Forwarded-Port", "444"));
        variants.add(Map.of("X-Forwarded-Prefix", "/evil"));
        variants.add(Map.of("Host", "evil.example"));
        variants.add(Map.of("Host", "shop.localhost.evil.example:" + portico.port));
        variants.add(Map.of("Host", "evil.example@" + ours));
        variants.add(Map.of("Host", "SHOP.localhost.:" + portico.port));
        assertThat(variants).hasSize(HOSTS);
        int sent = 0;
        for (int i = 0; i < HOSTS; i++) {
            String email = "host" + i + "@customers.example";
            Wire.Answer answer = post("/api/sign-in", variants.get(i), "{\"email\":\"" + email + "\"}");
            // Another host is no portal of ours.
            if (answer.status() != 202) continue;
            sent++;
            assertThat(mailTo(email).path("Text").asString())
                    .as(variants.get(i).toString())
                    .contains("http://" + ours + "/sign-in/link#t=")
                    .doesNotContain("evil");
        }
        assertThat(sent).isGreaterThanOrEqualTo(10);
    }

    @Test
    @Order(5)
    void a_mail_says_who_asked_from_where_and_tracks_nobody() {
        JsonNode mail = mailTo("reader0@customers.example");
        assertThat(inbox.raw(mail)).contains("Auto-Submitted: auto-generated");
        assertThat(mail.path("Text").asString()).contains("The Shop", "Chrome on Linux", "UTC");
        String html = mail.path("HTML").asString();
        assertThat(html).contains("The Shop", "Chrome on Linux").doesNotContain("<img", "<script", "url(");
        Matcher links = Pattern.compile("href=\"([^\"]*)\"").matcher(html);
        while (links.find()) assertThat(links.group(1)).startsWith("http://shop.localhost:" + portico.port + "/");
    }

    @Test
    @Order(6)
    void no_secret_lies_in_the_store_the_broker_or_the_log() throws Exception {
        assertThat(secrets).hasSizeGreaterThan(2 * MAILS);
        assertThat(codes).isNotEmpty();
        int files = 0;
        for (String part : List.of("store", "kafka", "portico.log", "../data.out")) {
            Path there = portico.data.resolve(part);
            if (!Files.exists(there)) continue;
            try (Stream<Path> all = Files.walk(there)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files++;
                    search(file);
                }
            }
        }
        assertThat(files).isGreaterThan(10);
    }

    // A million codes make six digits stand anywhere by chance: searched for is a code as the store and JSON write it.
    private static void search(Path file) throws IOException {
        String content = Files.readString(file, ISO_8859_1);
        for (String secret : secrets)
            assertThat(content.contains(secret)).as("a secret in " + file).isFalse();
        for (String code : codes) {
            assertThat(content.contains("\u0007\0\0\0" + code + "\0"))
                    .as("a code in " + file)
                    .isFalse();
            assertThat(content.contains("\"" + code + "\""))
                    .as("a code in " + file)
                    .isFalse();
        }
    }

    // What is known of scanners: some ask for the head, some twice, some post the page's forms or call what it calls.
    private static void robots(String token) {
        Wire.Request page = at("GET", "/sign-in/link", Map.of(), "");
        Wire.Request call = at("GET", "/api/sign-in/redeem?token=" + token, Map.of(), "");
        String json = "{\"token\":\"" + token + "\"}";
        var form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        for (Wire.Request request : List.of(
                new Wire.Request("HEAD", page.address(), page.target(), page.headers(), ""),
                page,
                page,
                at("GET", "/sign-in/link?t=" + token, Map.of(), ""),
                call,
                new Wire.Request("HEAD", call.address(), call.target(), call.headers(), ""),
                at("POST", "/sign-in/link", form, "t=" + token),
                at("POST", "/api/sign-in/redeem", form, "token=" + token),
                at("POST", "/api/sign-in/redeem", Map.of("Origin", "http://evil.example"), json),
                at("POST", "/api/sign-in/redeem", Map.of(), json),
                at("POST", "/api/sign-in/redeem", Map.of("Cookie", "__Host-link=" + "A".repeat(43)), json))) {
            Wire.Answer answer = wire.send(request);
            assertThat(answer.headers().getOrDefault("set-cookie", "")).doesNotContain("__Host-sid");
        }
    }

    private static void press(BrowserContext robot, String link) {
        Page page = browser.page(robot);
        page.navigate(link);
        page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        for (int round = 0; round < 3; round++) {
            page.evaluate("document.querySelectorAll('form').forEach(form => form.requestSubmit())");
            page.evaluate("document.querySelectorAll('button').forEach(button => button.click())");
            page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        }
        page.reload();
        page.evaluate("document.querySelectorAll('a').forEach(a => a.click())");
    }

    private static Page askAs(String email) {
        Page page = browser.page(browser.person("en-US"));
        page.navigate(portico.portal("shop") + "/sign-in");
        page.getByLabel("Email address").fill(email);
        page.getByRole(AriaRole.BUTTON, named("Email me a link")).click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Check your inbox"))).isVisible();
        return page;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static JsonNode mailTo(String email) {
        return inbox.newest(email, "sign-in link");
    }

    private static String linkIn(JsonNode mail) {
        return match(LINK, mail).group();
    }

    private static String tokenIn(JsonNode mail) {
        codeIn(mail);
        String token = match(LINK, mail).group(1);
        secrets.add(token);
        return token;
    }

    private static String codeIn(JsonNode mail) {
        String code = match(CODE, mail).group(1);
        codes.add(code);
        return code;
    }

    private static Matcher match(Pattern pattern, JsonNode mail) {
        Matcher found = pattern.matcher(mail.path("Text").asString());
        assertThat(found.find()).as(mail.path("Text").asString()).isTrue();
        return found;
    }

    private static Wire.Answer post(String path, Map<String, String> headers, String body) {
        return wire.send(at("POST", path, headers, body));
    }

    private static Wire.Request at(String verb, String path, Map<String, String> headers, String body) {
        String host = "shop.localhost:" + portico.port;
        return new Wire.Request(
                        verb,
                        "http://127.0.0.1:" + portico.port,
                        path,
                        Map.of(
                                "Host",
                                host,
                                "X-Portal",
                                "1",
                                "Origin",
                                "http://" + host,
                                "Content-Type",
                                "application/json"),
                        body)
                .with(headers);
    }

    private static String cookieIn(Wire.Answer answer) {
        String set = answer.headers().getOrDefault("set-cookie", "");
        assertThat(set).as(answer.text()).startsWith("__Host-");
        return set.substring(set.indexOf('=') + 1, set.indexOf(';'));
    }
}
