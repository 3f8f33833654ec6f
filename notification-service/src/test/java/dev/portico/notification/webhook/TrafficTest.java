package dev.portico.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficTest {

    static final Instant NOW = Samples.AT;
    final Traffic traffic = new Traffic(new WebhookSettings(List.of(), 20, 4));

    @Test
    void an_endpoint_gets_no_more_calls_at_once_than_it_may() {
        for (int i = 0; i < 4; i++) traffic.begin(to("mer_a", "ntfset_slow"));
        assertThat(traffic.avoidedAt(NOW).endpoints()).containsExactly("ntfset_slow");
        traffic.end(to("mer_a", "ntfset_slow"));
        assertThat(traffic.avoidedAt(NOW).endpoints()).isEmpty();
    }

    @Test
    void a_merchant_with_many_slow_endpoints_leaves_as_many_calls_as_he_has() {
        int begun = 0;
        while (!traffic.avoidedAt(NOW).merchants().contains("mer_a")) traffic.begin(to("mer_a", "ntfset_" + begun++));
        assertThat(begun).isEqualTo(10);
        assertThat(traffic.isFull()).isFalse();
    }

    @Test
    void the_last_calls_are_for_merchants_who_have_none() {
        int merchants = 0;
        while (!traffic.isFull()) {
            String merchant = "mer_" + merchants++;
            while (!traffic.isFull() && !traffic.avoidedAt(NOW).merchants().contains(merchant))
                traffic.begin(to(merchant, "ntfset_" + merchant));
        }
        assertThat(merchants).isGreaterThan(3);
        traffic.end(to("mer_0", "ntfset_mer_0"));
        assertThat(traffic.avoidedAt(NOW).merchants()).hasSize(merchants).doesNotContain("mer_new");
    }

    @Test
    void an_endpoint_that_fails_is_left_alone_and_then_asked_once() {
        Notification dead = to("mer_a", "ntfset_dead");
        for (int i = 0; i < 4; i++) assertThat(failed(dead, NOW)).isFalse();
        assertThat(failed(dead, NOW)).isTrue();
        assertThat(traffic.avoidedAt(NOW).endpoints()).containsExactly("ntfset_dead");
        assertThat(traffic.restingAt(NOW)).isEqualTo(1);

        Instant later = NOW.plus(Duration.ofSeconds(15));
        assertThat(traffic.avoidedAt(later).endpoints()).isEmpty();
        traffic.begin(dead);
        assertThat(traffic.avoidedAt(later).endpoints()).containsExactly("ntfset_dead");
        traffic.succeeded(dead);
        assertThat(traffic.avoidedAt(later).endpoints()).isEmpty();
        assertThat(traffic.restingAt(later)).isZero();
    }

    @Test
    void what_failed_while_its_endpoint_rests_already_makes_the_rest_no_longer() {
        Notification dead = to("mer_a", "ntfset_dead");
        for (int i = 0; i < 5; i++) failed(dead, NOW);
        assertThat(failed(dead, NOW.plusSeconds(5))).isFalse();
        assertThat(traffic.restingAt(NOW.plusSeconds(15))).isZero();
    }

    private boolean failed(Notification notification, Instant now) {
        traffic.begin(notification);
        boolean rests = traffic.failed(notification, now).isPresent();
        traffic.end(notification);
        return rests;
    }

    private static Notification to(String merchant, String setting) {
        return new Notification(
                "ntf_1",
                merchant,
                setting,
                "evt_1",
                "customer.created",
                NOW,
                List.of(),
                Notification.NOT_ATTEMPTED,
                true,
                NOW,
                0,
                Notification.EVENT,
                null,
                null,
                null,
                null,
                NOW);
    }
}
