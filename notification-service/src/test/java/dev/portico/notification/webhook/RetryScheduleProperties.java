package dev.portico.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RetryScheduleProperties {

    @Property
    void sixty_tries_end_within_three_days_twenty_of_them_within_the_first_hour(
            @ForAll @DoubleRange(min = 0, max = 1) double chance) {
        Duration passed = Duration.ZERO;
        for (int tries = 1; tries < RetrySchedule.TRIES; tries++) {
            passed = passed.plus(RetrySchedule.waitAfter(tries, chance).orElseThrow());
            if (tries == 19) assertThat(passed).isLessThan(Duration.ofMinutes(61));
            if (tries == 20) assertThat(passed).isGreaterThan(Duration.ofMinutes(49));
        }
        assertThat(passed).isBetween(Duration.ofHours(55), RetrySchedule.WITHIN.plusHours(2));
    }

    @Property
    void no_wait_is_shorter_than_none_and_the_patience_grows(@ForAll @IntRange(min = 1, max = 57) int tries) {
        Duration now = RetrySchedule.waitAfter(tries, 0.5).orElseThrow();
        assertThat(now).isPositive();
        if (tries != 19)
            assertThat(RetrySchedule.waitAfter(tries + 1, 0.5).orElseThrow()).isGreaterThan(now);
    }

    @Property
    void after_the_last_try_it_is_given_up(@ForAll @IntRange(min = 60, max = 1_000) int tries) {
        assertThat(RetrySchedule.waitAfter(tries, 0.5)).isEmpty();
    }
}
