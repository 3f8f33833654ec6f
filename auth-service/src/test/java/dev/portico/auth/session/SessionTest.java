package dev.portico.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.auth.AuthService;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.testing.Client;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant START = Clock.tickMillis(ZoneOffset.UTC).instant();

    private final Sessions sessions = AuthService.RUNNING.bean(Sessions.class);
    private final AuthService.Shop shop = AuthService.newShop();
    private final Caller.Service service = new Caller.Service(shop.id(), "test");
    private final Sessions.Opened opened = sessions.open(service, "ctm_1", "Firefox on Linux", null, START);

    @Test
    void a_session_lasts_half_an_hour_after_its_last_use() {
        assertThat(isLiveAfter(Duration.ofMinutes(29))).isTrue();
        assertThat(isLiveAfter(Duration.ofMinutes(58))).isTrue();
        assertThat(isLiveAfter(Duration.ofMinutes(88))).isFalse();
    }

    @Test
    void use_is_noted_once_a_minute() {
        isLiveAfter(Duration.ofSeconds(59));
        assertThat(sessions.own(caller(), START).lastUsedAt())
                .isEqualTo(opened.session().lastUsedAt());
        isLiveAfter(Duration.ofSeconds(61));
        assertThat(sessions.own(caller(), START).lastUsedAt()).isEqualTo(START.plusSeconds(61));
    }

    @Test
    void no_session_lasts_more_than_twelve_hours() {
        for (int minutes = 20; minutes < 720; minutes += 20) {
            assertThat(isLiveAfter(Duration.ofMinutes(minutes))).isTrue();
        }
        assertThat(isLiveAfter(Duration.ofSeconds(43_199))).isTrue();
        assertThat(isLiveAfter(Duration.ofHours(12))).isFalse();
    }

    @Test
    void a_merchant_decides_how_long_its_customers_stay_signed_in() {
        decide("{\"session_idle_minutes\":5,\"session_absolute_hours\":1}");
        var hasty = sessions.open(service, "ctm_1", null, null, START);
        assertThat(isLive(hasty, Duration.ofSeconds(299))).isTrue();
        assertThat(isLive(hasty, Duration.ofSeconds(599))).isFalse();
        var busy = sessions.open(service, "ctm_1", null, null, START);
        for (int minutes = 4; minutes < 60; minutes += 4)
            assertThat(isLive(busy, Duration.ofMinutes(minutes))).isTrue();
        assertThat(isLive(busy, Duration.ofMinutes(60))).isFalse();
        decide("{\"session_idle_minutes\":1440,\"session_absolute_hours\":720}");
        var patient = sessions.open(service, "ctm_1", null, null, START);
        assertThat(isLive(patient, Duration.ofHours(23))).isTrue();
        assertThat(isLive(patient, Duration.ofHours(46))).isTrue();
        decide("{\"session_idle_minutes\":null,\"session_absolute_hours\":null}");
        var usual = sessions.open(service, "ctm_1", null, null, START);
        assertThat(isLive(usual, Duration.ofMinutes(30))).isFalse();
    }

    @Test
    void what_a_merchant_tightens_holds_for_those_who_are_signed_in_already() {
        decide("{\"session_idle_minutes\":10}");
        assertThat(isLiveAfter(Duration.ofMinutes(2))).isTrue();
        assertThat(isLiveAfter(Duration.ofMinutes(12))).isFalse();
    }

    @Test
    void the_gateway_hears_when_somebody_signed_in() {
        var answer = AuthService.gateway()
                .post(
                        "/gateway/sessions/check",
                        "{\"merchant_id\":\"" + shop.id() + "\",\"session\":\"" + opened.secret() + "\"}");
        assertThat(Instant.parse(answer.data().path("signed_in_at").asString())).isEqualTo(START);
    }

    @Test
    void a_customer_signs_out_on_one_of_his_devices_and_on_nobody_elses() {
        var other = sessions.open(service, "ctm_1", null, null, START);
        var neighbour = sessions.open(service, "ctm_2", null, null, START);
        assertThat(client().delete("/sessions/" + neighbour.session().id()).errorCode())
                .isEqualTo("not_found");
        assertThat(client().delete("/sessions/ses_unknown").errorCode()).isEqualTo("not_found");
        assertThat(client().delete("/sessions/" + other.session().id()).status())
                .isEqualTo(204);
        assertThat(client().delete("/sessions/" + other.session().id()).errorCode())
                .isEqualTo("not_found");
        assertThat(isLive(other, Duration.ofSeconds(5))).isFalse();
        assertThat(isLive(neighbour, Duration.ofSeconds(5))).isTrue();
        assertThat(isLiveAfter(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void a_merchant_signs_one_of_its_customers_out_everywhere() {
        String customer = AuthService.newCustomer(shop, "jo@shop.example");
        var first = sessions.open(service, customer, null, null, START);
        var second = sessions.open(service, customer, null, null, START);
        String path = "/customers/" + customer + "/sessions";
        var stranger = merchant(AuthService.newShop(), "customer_portal_session.write");
        assertThat(stranger.delete(path).errorCode()).isEqualTo("not_found");
        assertThat(merchant(shop, "customer.write").delete(path).errorCode()).isEqualTo("forbidden");
        assertThat(client().delete(path).errorCode()).isEqualTo("forbidden");
        assertThat(merchant(shop, "customer_portal_session.write").delete(path).status())
                .isEqualTo(204);
        assertThat(isLive(first, Duration.ofSeconds(5))).isFalse();
        assertThat(isLive(second, Duration.ofSeconds(5))).isFalse();
        assertThat(isLiveAfter(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void a_session_is_good_at_its_own_merchant_only() {
        assertThat(sessions.check(new Insider.Gateway(), AuthService.newShop().id(), opened.secret(), START))
                .isEmpty();
        assertThat(sessions.check(
                        new Insider.Gateway(), shop.id(), opened.session().id(), START))
                .isEmpty();
    }

    @Test
    void signing_out_ends_this_session_at_once() {
        var other = sessions.open(service, "ctm_1", null, null, START);
        var answer = client().delete("/session");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.raw().headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-sid=; Path=/; Max-Age=0;")
                .contains("Secure", "HttpOnly");
        assertThat(answer.raw().headers().firstValue("Clear-Site-Data").orElseThrow())
                .isEqualTo("\"cache\", \"storage\"");
        assertThat(isLiveAfter(Duration.ZERO)).isFalse();
        assertThat(client().get("/session").errorCode()).isEqualTo("not_found");
        assertThat(sessions.check(new Insider.Gateway(), shop.id(), other.secret(), START))
                .isPresent();
    }

    @Test
    void signing_out_everywhere_ends_all_of_his_and_nobody_elses() {
        var other = sessions.open(service, "ctm_1", null, null, START);
        var neighbour = sessions.open(service, "ctm_2", null, null, START);
        assertThat(client().get("/sessions").data()).hasSize(2);
        assertThat(client().delete("/sessions").status()).isEqualTo(204);
        Instant now = START.plusSeconds(60);
        assertThat(isLiveAfter(Duration.ofSeconds(60))).isFalse();
        assertThat(sessions.check(new Insider.Gateway(), shop.id(), other.secret(), now))
                .isEmpty();
        assertThat(sessions.check(new Insider.Gateway(), shop.id(), neighbour.secret(), now))
                .isPresent();
    }

    @Test
    void a_customer_sees_his_sessions_and_no_secret() {
        var own = client().get("/session");
        assertThat(own.data().path("customer_id").asString()).isEqualTo("ctm_1");
        assertThat(own.data().path("current").asBoolean()).isTrue();
        assertThat(own.data().path("device").asString()).isEqualTo("Firefox on Linux");
        assertThat(own.text()).doesNotContain(opened.secret()).doesNotContain("hash");
        assertThat(shop.visitor().get("/session").errorCode()).isEqualTo("forbidden");
    }

    @Test
    void what_has_ended_is_swept() {
        sessions.sweep(START.plus(Duration.ofMinutes(31)));
        assertThat(isLiveAfter(Duration.ZERO)).isFalse();
    }

    private boolean isLiveAfter(Duration time) {
        return isLive(opened, time);
    }

    private boolean isLive(Sessions.Opened session, Duration after) {
        return sessions.check(new Insider.Gateway(), shop.id(), session.secret(), START.plus(after))
                .isPresent();
    }

    private void decide(String choices) {
        assertThat(merchant(shop, "portal_configuration.write")
                        .patch("/portal-configuration", choices)
                        .status())
                .isEqualTo(200);
    }

    private static Client merchant(AuthService.Shop of, String permission) {
        return AuthService.RUNNING.as(new Caller.Merchant(of.id(), "apikey_1", Set.of(permission)));
    }

    private Caller.Customer caller() {
        return new Caller.Customer(shop.id(), "ctm_1", opened.session().id());
    }

    private Client client() {
        return AuthService.RUNNING.as(caller());
    }
}
