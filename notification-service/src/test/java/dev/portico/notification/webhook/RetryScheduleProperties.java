package dev.portico.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RetryScheduleProperties {

    static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    @Property(tries = 300)
    void sixty_tries_end_within_three_days_twenty_of_them_within_the_first_hour_whatever_chance_says(
            @ForAll @Size(RetrySchedule.TRIES) List<@DoubleRange(min = 0, max = 1) Double> chances) {
        assertThat(passedUntilTry(20, chances)).isLessThan(Duration.ofHours(1));
        assertThat(passedUntilTry(21, chances)).isGreaterThan(Duration.ofHours(1));
        assertThat(passedUntilTry(60, chances)).isBetween(Duration.ofHours(48), RetrySchedule.WITHIN);
    }

    @Property
    void every_wait_is_longer_than_the_one_before(
            @ForAll @IntRange(min = 1, max = 58) int tries, @ForAll @DoubleRange(min = 0, max = 1) double chance) {
        Duration now = RetrySchedule.waitAfter(tries, chance).orElseThrow();
        assertThat(now).isPositive();
        assertThat(RetrySchedule.waitAfter(tries + 1, chance).orElseThrow()).isGreaterThan(now);
    }

    @Property
    void after_the_last_try_it_is_given_up(@ForAll @IntRange(min = 60, max = 1_000) int tries) {
        assertThat(RetrySchedule.waitAfter(tries, 0.5)).isEmpty();
    }

    @Property
    void an_endpoint_never_rests_for_so_long_that_its_only_notification_is_late(
            @ForAll @Size(RetrySchedule.TRIES) List<@DoubleRange(min = 0, max = 1) Double> chances) {
        var circuit = new Circuit();
        var now = Instant.EPOCH;
        for (int tries = 1; tries < RetrySchedule.TRIES; tries++) {
            circuit.failed(now);
            now = now.plus(RetrySchedule.waitAfter(tries, chances.get(tries)).orElseThrow());
            assertThat(circuit.restsAt(now)).as("after try " + tries).isFalse();
        }
    }

    // Every try takes as long as it may.
    private static Duration passedUntilTry(int last, List<Double> chances) {
        Duration passed = Duration.ZERO;
        for (int tries = 1; tries < last; tries++)
            passed = passed.plus(LONGEST_CALL)
                    .plus(RetrySchedule.waitAfter(tries, chances.get(tries)).orElseThrow());
        return passed;
    }
}
