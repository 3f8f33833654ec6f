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
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant START = Clock.tickMillis(ZoneOffset.UTC).instant();

    private final Sessions sessions = AuthService.RUNNING.bean(Sessions.class);
    private final AuthService.Shop shop = AuthService.newShop();
    private final Caller.Service service = new Caller.Service(shop.id(), "test");
    private final Sessions.Opened opened = sessions.open(service, "ctm_1", "Firefox on Linux", START);

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
    void a_session_is_good_at_its_own_merchant_only() {
        assertThat(sessions.check(new Insider.Gateway(), AuthService.newShop().id(), opened.secret(), START))
                .isEmpty();
        assertThat(sessions.check(
                        new Insider.Gateway(), shop.id(), opened.session().id(), START))
                .isEmpty();
    }

    @Test
    void signing_out_ends_this_session_at_once() {
        var other = sessions.open(service, "ctm_1", null, START);
        var answer = client().delete("/session");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.raw().headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-sid=; Path=/; Max-Age=0;")
                .contains("Secure", "HttpOnly");
        assertThat(isLiveAfter(Duration.ZERO)).isFalse();
        assertThat(client().get("/session").errorCode()).isEqualTo("not_found");
        assertThat(sessions.check(new Insider.Gateway(), shop.id(), other.secret(), START))
                .isPresent();
    }

    @Test
    void signing_out_everywhere_ends_all_of_his_and_nobody_elses() {
        var other = sessions.open(service, "ctm_1", null, START);
        var neighbour = sessions.open(service, "ctm_2", null, START);
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
        return sessions.check(new Insider.Gateway(), shop.id(), opened.secret(), START.plus(time))
                .isPresent();
    }

    private Caller.Customer caller() {
        return new Caller.Customer(shop.id(), "ctm_1", opened.session().id());
    }

    private Client client() {
        return AuthService.RUNNING.as(caller());
    }
}
