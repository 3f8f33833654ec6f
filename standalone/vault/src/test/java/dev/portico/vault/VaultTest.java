package dev.portico.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.vault.Entered;
import dev.portico.chassis.vault.VaultTokens;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VaultTest {

    static final String MERCHANT = "mer_01h84cjfwmdph1k8kgsyjt3k7z";
    static final String PORTAL = "http://acme.localhost:8080";
    static final String VISIT = "?merchant=" + MERCHANT + "&origin=" + PORTAL;
    static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    static final Map<String, String> GOOD =
            Map.of("number", "4242 4242 4242 4242", "expiry", "08/29", "code", "123", "name", "Ada Lovelace");

    Instant now = Instant.parse("2026-11-24T12:00:00Z");

    final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    final Vault vault = Vault.start(KEY, 0, clock);
    final HttpClient http = HttpClient.newHttpClient();
    final VaultTokens tokens = VaultTokens.singleUse(new Sealer(KEY), clock);

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void a_card_becomes_a_token_that_says_what_may_be_shown_of_it() throws Exception {
        assertThat(opened(post("/card", GOOD)))
                .isEqualTo(new Entered.Card("visa", "4242", 8, 2029, "Ada Lovelace", "works"));
    }

    @ParameterizedTest
    @EnumSource(TestNumber.class)
    void every_test_number_is_taken_and_never_handed_on(TestNumber number) throws Exception {
        String code = number == TestNumber.AMEX ? "1234" : "123";
        HttpResponse<String> answer = send("/card" + VISIT, with(GOOD, "number", number.digits(), "code", code), null);
        JsonNode said = JsonMapper.shared().readTree(answer.body());
        assertThat(said.has(number.asksItsHolder() ? "challenge" : "token")).isTrue();
        assertThat(answer.body()).doesNotContain(number.digits());
        assertThat(answer.headers().map().toString()).doesNotContain(number.digits());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number | | Enter the card number.",
                "number | 4242 4242 4242 4243 | This isn’t a card number.",
                "number | 4111 1111 1111 1111 | This is a test form.",
                "number | <script> | This isn’t a card number.",
                "expiry | | Enter month and year",
                "expiry | 13/29 | Enter month and year",
                "expiry | 08/99 | Enter month and year",
                "expiry | 10/26 | This card has expired.",
                "code | 12 | Enter the 3 digits",
                "code | 1234 | Enter the 3 digits",
                "name | | Enter the name",
            })
    void what_is_wrong_is_said_of_its_field_and_of_no_other(String field, String value, String error) throws Exception {
        JsonNode answer = post("/card", with(GOOD, field, value == null ? "" : value));
        assertThat(answer.path("errors").size()).isEqualTo(1);
        assertThat(answer.path("errors").path(field).asString()).startsWith(error);
    }

    @Test
    void a_card_is_good_to_the_end_of_its_month() throws Exception {
        assertThat(post("/card", with(GOOD, "expiry", "11/26")).has("token")).isTrue();
        now = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(post("/card", with(GOOD, "expiry", "11/26")).path("errors").has("expiry"))
                .isTrue();
    }

    @Test
    void a_card_whose_bank_asks_is_a_token_only_after_the_answer() throws Exception {
        String challenge = post("/card", with(GOOD, "number", "4000002760003184"))
                .path("challenge")
                .asString();
        assertThat(tokens.open(MERCHANT, challenge)).isEmpty();
        assertThat(opened(post("/challenge", Map.of("challenge", challenge))))
                .isEqualTo(new Entered.Card("visa", "3184", 8, 2029, "Ada Lovelace", "works"));
        for (String wrong : new String[] {"", "x", challenge.substring(1), challenge.substring(0, 60)})
            assertThat(post("/challenge", Map.of("challenge", wrong)).has("token"))
                    .as(wrong)
                    .isFalse();
        now = now.plus(VaultTokens.LIFETIME);
        assertThat(post("/challenge", Map.of("challenge", challenge))
                        .path("errors")
                        .has("challenge"))
                .isTrue();
    }

    @Test
    void a_bank_account_becomes_a_token_of_its_country_and_last_characters() throws Exception {
        var account = Map.of("iban", "de89 3704 0044 0532 0130 00", "holder", "Ada Lovelace");
        assertThat(opened(post("/debit", account))).isEqualTo(new Entered.Debit("DE", "3000", "slow"));
        assertThat(opened(post("/debit", with(account, "iban", TestNumber.REFUSED_IBAN))))
                .isEqualTo(new Entered.Debit("DE", "3001", "declined"));
        assertThat(post("/debit", with(account, "iban", "DE88370400440532013000"))
                        .path("errors")
                        .propertyNames())
                .containsExactly("iban");
        assertThat(post("/debit", Map.of()).path("errors").propertyNames()).containsExactly("holder", "iban");
    }

    @Test
    void a_wallet_becomes_a_token_of_its_address() throws Exception {
        assertThat(opened(post("/wallet", Map.of("email", " ada@wallet.example "))))
                .isEqualTo(new Entered.Wallet("ada@wallet.example", "works"));
        for (String wrong :
                new String[] {"", "ada", "ada@", "a b@c.example", "ada@wallet", "a".repeat(300) + "@b.example"})
            assertThat(post("/wallet", Map.of("email", wrong)).path("errors").has("email"))
                    .as(wrong)
                    .isTrue();
    }

    @Test
    void a_token_is_good_at_its_merchant_alone_and_for_a_quarter_of_an_hour() throws Exception {
        String token = post("/card", GOOD).path("token").asString();
        assertThat(tokens.open("mer_01h84cjfwmdph1k8kgsyjt3k70", token)).isEmpty();
        now = now.plus(Duration.ofMinutes(15).minusMillis(1));
        assertThat(tokens.open(MERCHANT, token)).isPresent();
        now = now.plusMillis(1);
        assertThat(tokens.open(MERCHANT, token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/form", "/challenge", "/wallet"})
    void its_pages_are_framed_by_their_portal_alone_and_run_nothing_but_their_own_files(String path) throws Exception {
        for (String language : new String[] {"en", "de", "fr", "ja", "ar"}) {
            HttpResponse<String> page = get(path + VISIT + "&lang=" + language);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "form-action 'none'")
                    .endsWith("frame-ancestors " + PORTAL)
                    .doesNotContain("unsafe", "*", "data:");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(page.body())
                    .contains("<html lang=" + language + " dir=" + (language.equals("ar") ? "rtl" : "ltr"))
                    .doesNotContain("{{", "<style", " style=", " onclick")
                    .doesNotContainPattern("<script[^>]*>[^<]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?merchant=" + MERCHANT,
                "?origin=" + PORTAL,
                "?merchant=mer_1&origin=" + PORTAL,
                "?merchant=" + MERCHANT + "&origin=*",
                "?merchant=" + MERCHANT + "&origin=http://a.example%20http://b.example",
                "?merchant=" + MERCHANT + "&origin=http://a.example;script-src%20*",
                "?merchant=" + MERCHANT + "&origin=http://a.example%0d%0aX:y",
                "?merchant=" + MERCHANT + "%0amer&origin=" + PORTAL
            })
    void whoever_does_not_say_for_whom_it_is_gets_no_form_and_no_token(String query) throws Exception {
        HttpResponse<String> page = get("/form" + query);
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .endsWith("frame-ancestors 'none'");
        assertThat(send("/card" + query, GOOD, null).statusCode()).isEqualTo(400);
    }

    @Test
    void another_sites_page_can_send_nothing_in_its_place() throws Exception {
        assertThat(send("/card" + VISIT, GOOD, "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(send("/card" + VISIT, GOOD, PORTAL).statusCode()).isEqualTo(403);
        HttpResponse<String> own = send("/card" + VISIT, GOOD, "http://localhost:" + vault.port());
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void what_is_not_there_is_not_found_and_what_is_too_large_is_not_read() throws Exception {
        for (String path : new String[] {"/", "/vault.html", "/form.html", "/../pom.xml", "/vault/vault.js"})
            assertThat(get(path + VISIT).statusCode()).as(path).isEqualTo(404);
        assertThat(get("/vault.js").headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/javascript");
        assertThat(get("/health").body()).isEqualTo("up");
        assertThat(send("/nothing" + VISIT, GOOD, null).statusCode()).isEqualTo(404);
        assertThat(send("/card" + VISIT, with(GOOD, "name", "x".repeat(9_000)), null)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void every_test_number_is_explained_beside_the_form() throws Exception {
        String page = get("/form" + VISIT).body();
        assertThat(Arrays.stream(TestNumber.values()))
                .allSatisfy(number -> assertThat(page).contains("data-number=" + number.digits()));
    }

    private Entered opened(JsonNode answer) {
        return tokens.open(MERCHANT, answer.path("token").asString())
                .orElseThrow()
                .entered();
    }

    private static Map<String, String> with(Map<String, String> fields, String... others) {
        var changed = new TreeMap<>(fields);
        for (int i = 0; i < others.length; i += 2) changed.put(others[i], others[i + 1]);
        return changed;
    }

    private JsonNode post(String path, Map<String, String> fields) throws Exception {
        HttpResponse<String> answer = send(path + VISIT, fields, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String path, Map<String, String> fields, String origin) throws Exception {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(at(path)).POST(BodyPublishers.ofString(body));
        if (origin != null) request.header("Origin", origin);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + vault.port() + path);
    }
}
