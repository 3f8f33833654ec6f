package dev.portico.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AuthEvents;
import dev.portico.notification.NotificationServiceApplication;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Merchants decide which e-mails their customers get, and in whose words.
class EmailSettingsTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static final String MERCHANT = IDS.next("mer");
    static RunningService notification;

    final Client fresh = merchant(IDS.next("mer"), "email_setting.read", "email_setting.write");

    @BeforeAll
    static void start() {
        notification = RunningService.start(NotificationServiceApplication.class, "notification");
        Events.publish(AuthEvents.MERCHANT_CREATED, MERCHANT, null, MERCHANT, 1, Samples.merchant(MERCHANT));
        await().untilAsserted(() ->
                assertThat(preview("receipt", "en").path("subject").asString()).isNotEmpty());
    }

    @AfterAll
    static void stop() {
        notification.close();
    }

    @Test
    void every_kind_is_shown_as_usual_until_something_is_decided() {
        JsonNode kinds = fresh.get("/email-settings").data().path("kinds");
        assertThat(kinds.propertyNames()).hasSize(Kind.values().length);
        assertThat(kinds.path("receipt").path("enabled").asBoolean()).isTrue();
        assertThat(kinds.path("receipt").path("required").asBoolean()).isFalse();
        assertThat(kinds.path("receipt").path("arguments").toString())
                .isEqualTo("[\"number\",\"amount\",\"date\",\"items\",\"merchant\"]");
        assertThat(kinds.path("sign_in").path("required").asBoolean()).isTrue();
        assertThat(kinds.path("started").path("enabled").isNull()).isTrue();
    }

    @Test
    void one_thing_is_decided_alone_and_taken_back_with_its_kind() {
        fresh.patch("/email-settings", "{\"kinds\":{\"paused\":{\"enabled\":false}}}");
        fresh.patch(
                "/email-settings", "{\"kinds\":{\"paused\":{\"texts\":{\"de\":{\"subject\":\"{product} ruht\"}}}}}");
        JsonNode paused = fresh.patch("/email-settings", "{\"kinds\":{\"resumed\":{\"enabled\":false}}}")
                .data()
                .path("kinds")
                .path("paused");
        assertThat(paused.path("enabled").asBoolean()).isFalse();
        assertThat(paused.path("texts").path("de").path("subject").asString()).isEqualTo("{product} ruht");
        assertThat(fresh.patch("/email-settings", "{\"kinds\":{\"paused\":{\"texts\":{\"de\":null}}}}")
                        .data()
                        .path("kinds")
                        .path("paused")
                        .path("texts"))
                .isEmpty();
        assertThat(fresh.patch("/email-settings", "{\"kinds\":{\"paused\":null}}")
                        .data()
                        .path("kinds")
                        .path("paused")
                        .path("enabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void what_one_merchant_decides_is_nothing_to_another() {
        fresh.patch("/email-settings", "{\"kinds\":{\"paused\":{\"enabled\":false}}}");
        assertThat(merchant(IDS.next("mer"), "email_setting.read")
                        .get("/email-settings")
                        .data()
                        .path("kinds")
                        .path("paused")
                        .path("enabled")
                        .asBoolean())
                .isTrue();
        assertThat(merchant(MERCHANT, "email.write", "email_setting.read")
                        .patch("/email-settings", "{\"kinds\":{}}")
                        .errorCode())
                .isEqualTo("forbidden");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"SIGN_IN", "NEW_DEVICE", "PASSKEY_ADDED", "PASSKEY_REMOVED", "EMAIL_CHANGE_.*", "EMAIL_CHANGED"},
            mode = EnumSource.Mode.MATCH_ANY)
    void what_a_customers_safety_hangs_on_can_not_be_switched_off(Kind kind) {
        String body = "{\"kinds\":{\"" + kind.wire() + "\":{\"enabled\":false}}}";
        assertThat(fresh.patch("/email-settings", body).text()).contains("kinds." + kind.wire() + ".enabled");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"kinds\":{\"gossip\":{}}} | kinds.gossip",
                "{\"kinds\":{\"receipt\":{\"texts\":{\"xx\":{}}}}} | kinds.receipt.texts.xx",
                "{\"kinds\":{\"receipt\":{\"texts\":{\"de\":{\"subject\":\"{password}\"}}}}} | names {password}",
                "{\"kinds\":{\"paused\":{\"texts\":{\"de\":{\"intro\":\"{amount}\"}}}}} | kinds.paused.texts.de.intro",
                "{\"kinds\":{\"paused\":{\"texts\":{\"de\":{\"intro\":\"{{product}}\"}}}}} | only around a name",
                "{\"kinds\":{\"paused\":{\"texts\":{\"de\":{\"intro\":\"{product\"}}}}} | only around a name",
                "{\"kinds\":{\"paused\":{\"texts\":{\"de\":{\"intro\":\" \"}}}}} | must not be empty",
                "{\"kinds\":{\"paused\":{\"texts\":{\"de\":{\"subject\":\"a\\nBcc: b\"}}}}} | must be one line",
                "{\"kinds\":{\"paused\":{\"texts\":{\"de\":{\"subject\":\"a\\rBcc: b\"}}}}} | control characters",
                "{} | kinds"
            })
    void what_makes_no_sense_is_refused_by_name(String body, String said) {
        var answer = fresh.patch("/email-settings", body);
        assertThat(answer.errorCode()).isEqualTo("invalid_field");
        assertThat(answer.text()).contains(said);
    }

    @Test
    void words_that_are_too_long_are_refused() {
        String body = "{\"kinds\":{\"paused\":{\"texts\":{\"en\":{\"subject\":\"%s\",\"intro\":\"%s\"}}}}}";
        assertThat(fresh.patch("/email-settings", body.formatted("s".repeat(201), "i".repeat(1001)))
                        .text())
                .contains("at most 200", "at most 1000");
        assertThat(fresh.patch("/email-settings", body.formatted("s".repeat(200), "i".repeat(1000)))
                        .status())
                .isEqualTo(200);
    }

    static Stream<Arguments> previews() {
        return Stream.of("en", "de", "ja", "ar")
                .flatMap(locale -> Stream.of(Kind.values()).map(kind -> Arguments.of(kind, locale)));
    }

    @ParameterizedTest
    @MethodSource("previews")
    void a_merchant_sees_each_kind_as_his_customers_will(Kind kind, String locale) {
        JsonNode letter = preview(kind.wire(), locale);
        assertThat(letter.path("subject").asString()).isNotBlank().doesNotContain("{");
        assertThat(letter.path("text").asString()).doesNotContain("{").contains("http://shop.localhost:8080");
        assertThat(letter.path("html").asString()).contains("lang=\"" + locale + "\"");
    }

    @Test
    void a_preview_says_it_in_the_merchants_own_words() {
        Client shop = merchant(MERCHANT, "email_setting.write");
        shop.patch("/email-settings", "{\"kinds\":{\"paused\":{\"texts\":{\"ar\":{\"intro\":\"<{product}>\"}}}}}");
        JsonNode letter = preview("paused", "ar");
        assertThat(letter.path("html").asString()).contains("&lt;\u2068Analytics Pro\u2069&gt;");
        assertThat(preview("paused", "en").path("html").asString()).doesNotContain("&lt;");
    }

    @Test
    void there_is_no_preview_of_what_there_is_not() {
        Client shop = merchant(MERCHANT, "email_setting.read");
        assertThat(shop.post("/email-previews", "{\"kind\":\"gossip\"}").errorCode())
                .isEqualTo("invalid_field");
        assertThat(shop.post("/email-previews", "{}").errorCode()).isEqualTo("invalid_field");
    }

    private static JsonNode preview(String kind, String locale) {
        return merchant(MERCHANT, "email_setting.read")
                .post("/email-previews", "{\"kind\":\"" + kind + "\",\"locale\":\"" + locale + "\"}")
                .data();
    }

    private static Client merchant(String id, String... permissions) {
        return notification.as(new Caller.Merchant(id, "apikey_1", Set.of(permissions)));
    }
}
