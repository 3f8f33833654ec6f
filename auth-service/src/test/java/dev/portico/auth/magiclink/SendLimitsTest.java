package dev.portico.auth.magiclink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void the_first_mail_is_sent() {
        assertThat(SendLimits.allow(List.of(), NOW)).isTrue();
    }

    @Test
    void the_next_one_only_after_30_seconds() {
        assertThat(SendLimits.allow(List.of(NOW.minusSeconds(29)), NOW)).isFalse();
        assertThat(SendLimits.allow(List.of(NOW.minusSeconds(30)), NOW)).isTrue();
    }

    @Test
    void an_hour_has_five() {
        assertThat(SendLimits.allow(every(Duration.ofMinutes(10), 4), NOW)).isTrue();
        assertThat(SendLimits.allow(every(Duration.ofMinutes(10), 5), NOW)).isFalse();
        assertThat(SendLimits.allow(every(Duration.ofMinutes(12), 5), NOW)).isTrue();
    }

    @Test
    void a_day_has_fifteen() {
        assertThat(SendLimits.allow(every(Duration.ofMinutes(90), 14), NOW)).isTrue();
        assertThat(SendLimits.allow(every(Duration.ofMinutes(90), 15), NOW)).isFalse();
        assertThat(SendLimits.allow(every(Duration.ofMinutes(96), 15), NOW)).isTrue();
    }

    @Test
    void a_flood_of_a_thousand_requests_a_day_comes_to_fifteen_mails() {
        var sent = new ArrayList<Instant>();
        for (int i = 0; i < 1_000; i++) {
            Instant at = NOW.plusSeconds(86L * i);
            if (SendLimits.allow(sent, at)) sent.add(at);
        }
        assertThat(sent).hasSize(15);
    }

    private static List<Instant> every(Duration step, int times) {
        var all = new ArrayList<Instant>();
        for (int i = 1; i <= times; i++) all.add(NOW.minus(step.multipliedBy(i)));
        return all;
    }
}
