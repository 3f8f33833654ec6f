package dev.portico.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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

/// A customer who signs in with a passkey: a real browser, with an authenticator that Chromium plays.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PasskeyTest {

    private static final String ADA = "ada@customers.example";
    private static final String SHOW = """
            async (body) => {
              const headers = { 'X-Portal': '1', 'Content-Type': 'application/json' };
              const answer = await fetch('/api/sign-in/passkey', { method: 'POST', headers, body });
              return answer.status + ' ' + await answer.text();
            }""";
    private static final String ASK = """
            async () => {
              const headers = { 'X-Portal': '1', 'Content-Type': 'application/json' };
              const answer = await fetch('/api/sign-in/passkey-challenge', { method: 'POST', headers, body: '{}' });
              return answer.status;
            }""";

    @TempDir
    static Path directory;

    static Portico portico;
    static Browser browser;
    static Inbox inbox;
    static Page page;
    static CDPSession devTools;
    static String authenticator;
    static final List<String> shown = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
        portico = Portico.start(directory.resolve("data"), "--no-demo");
        browser = new Browser();
        inbox = new Inbox(HttpClient.newHttpClient(), portico.mailbox());
        for (String slug : List.of("shop", "other"))
            Merchant.create(portico, slug, "The " + slug)
                    .created("/customers", Map.of("name", "Ada Lovelace", "email", ADA));
        var person = browser.person("en-US");
        page = browser.page(person);
        page.onRequest(request -> {
            if (request.url().endsWith("/api/sign-in/passkey")) shown.add(request.postData());
        });
        devTools = person.newCDPSession(page);
        devTools.send("WebAuthn.enable");
        authenticator = devTools.send("WebAuthn.addVirtualAuthenticator", device())
                .get("authenticatorId")
                .getAsString();
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        portico.close();
    }

    @Test
    @Order(1)
    void she_signs_in_by_mail_and_adds_a_passkey() {
        signInByMail("shop");
        page.navigate(portico.portal("shop") + "/account");
        press("Add a passkey");
        assertThat(page.getByText("Passkey added", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.locator("bdi").getByText("Chrome on Linux")).isVisible();
        assertNoBarriers();
        assertThat(credentials()).hasSize(1);
        assertThat(credentials().getFirst().get("rpId").getAsString()).isEqualTo("shop.localhost");
        assertThat(credentials().getFirst().get("isResidentCredential").getAsBoolean())
                .isTrue();
    }

    @Test
    @Order(2)
    void signed_out_she_signs_in_with_it_and_types_nothing() {
        somebodyIsThere(false);
        press("Sign out");
        assertThat(page.getByLabel("Email address")).isVisible();
        assertNoBarriers();
        somebodyIsThere(true);
        press("Sign in with a passkey");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Hello, Ada")))
                .isVisible();
        assertThat(shown).hasSize(1);
    }

    @Test
    @Order(3)
    void what_was_shown_once_is_refused_when_it_is_shown_again() {
        assertThat(refused(shown.getFirst())).isTrue();
    }

    @Test
    @Order(4)
    void it_opens_nothing_at_another_merchant() {
        somebodyIsThere(false);
        page.navigate(portico.portal("other") + "/sign-in");
        assertThat(page.getByLabel("Email address")).isVisible();
        assertThat(page.evaluate(ASK)).isEqualTo(200);
        assertThat(refused(shown.getFirst())).isTrue();

        // What no authenticator would do: the same key, as if it had been made for the other portal.
        JsonObject own = credentials().getFirst();
        JsonObject moved = own.deepCopy();
        moved.addProperty("rpId", "other.localhost");
        keep(moved);
        somebodyIsThere(true);
        press("Sign in with a passkey");
        assertThat(page.getByText("This passkey isn’t accepted here").first()).isVisible();
        assertThat(page.getByLabel("Email address")).isVisible();
        keep(own);
    }

    @Test
    @Order(5)
    void once_it_is_removed_it_opens_nothing() {
        page.navigate(portico.portal("shop") + "/account");
        press("Remove");
        assertThat(page.getByText("Passkey removed")).isVisible();
        somebodyIsThere(false);
        press("Sign out");
        assertThat(page.getByLabel("Email address")).isVisible();
        somebodyIsThere(true);
        press("Sign in with a passkey");
        assertThat(page.getByText("This passkey isn’t accepted here").first()).isVisible();
        page.navigate(portico.portal("shop") + "/payments");
        assertThat(page.getByLabel("Email address")).isVisible();
    }

    @Test
    @Order(6)
    void the_browser_had_nothing_to_complain_about() {
        assertThat(browser.complaints).isEmpty();
    }

    private static void signInByMail(String slug) {
        page.navigate(portico.portal(slug) + "/");
        page.getByLabel("Email address").fill(ADA);
        press("Email me a link");
        JsonNode mail = inbox.newest(ADA, "sign-in link");
        Matcher link = Pattern.compile(Pattern.quote(portico.portal(slug) + "/sign-in/link#t=") + "[A-Za-z0-9_-]+")
                .matcher(mail.path("Text").asString());
        assertThat(link.find()).isTrue();
        page.navigate(link.group());
        press("Continue to The " + slug);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Hello, Ada")))
                .isVisible();
    }

    private static boolean refused(String credential) {
        String answer = (String) page.evaluate(SHOW, credential);
        return answer.startsWith("400 ") && answer.contains("passkey_not_accepted");
    }

    private static JsonObject device() {
        var device = new JsonObject();
        device.addProperty("protocol", "ctap2");
        device.addProperty("transport", "internal");
        device.addProperty("hasResidentKey", true);
        device.addProperty("hasUserVerification", true);
        device.addProperty("isUserVerified", true);
        device.addProperty("automaticPresenceSimulation", true);
        var options = new JsonObject();
        options.add("options", device);
        return options;
    }

    /// Whether somebody sits at the authenticator and answers what it asks.
    private static void somebodyIsThere(boolean answer) {
        var there = new JsonObject();
        there.addProperty("authenticatorId", authenticator);
        there.addProperty("enabled", answer);
        devTools.send("WebAuthn.setAutomaticPresenceSimulation", there);
    }

    private static List<JsonObject> credentials() {
        var of = new JsonObject();
        of.addProperty("authenticatorId", authenticator);
        return devTools.send("WebAuthn.getCredentials", of).getAsJsonArray("credentials").asList().stream()
                .map(credential -> credential.getAsJsonObject())
                .toList();
    }

    /// Has the authenticator hold this one alone.
    private static void keep(JsonObject credential) {
        var of = new JsonObject();
        of.addProperty("authenticatorId", authenticator);
        devTools.send("WebAuthn.clearCredentials", of);
        of.add("credential", credential);
        devTools.send("WebAuthn.addCredential", of);
    }

    private static void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static void assertNoBarriers() {
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }
}
