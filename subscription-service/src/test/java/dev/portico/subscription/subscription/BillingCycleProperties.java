package dev.portico.subscription.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BillingCycleProperties {

    @Property
    void each_period_ends_later_than_the_one_before(
            @ForAll @IntRange(min = 0, max = 3) int unit,
            @ForAll @IntRange(min = 1, max = 12) int frequency,
            @ForAll @IntRange(min = 0, max = 20_000) int day,
            @ForAll @IntRange(min = 0, max = 60) int n) {
        var cycle = new BillingCycle(new String[] {"day", "week", "month", "year"}[unit], frequency);
        Instant anchor = LocalDate.EPOCH.plusDays(day).atTime(23, 59).toInstant(ZoneOffset.UTC);
        assertThat(cycle.end(anchor, n + 1)).isAfter(cycle.end(anchor, n));
    }

    @Property
    void periods_that_follow_each_other_are_those_counted_from_the_anchor(
            @ForAll @IntRange(min = 0, max = 3) int unit,
            @ForAll @IntRange(min = 1, max = 12) int frequency,
            @ForAll @IntRange(min = 0, max = 20_000) int day,
            @ForAll @IntRange(min = 1, max = 60) int n) {
        var cycle = new BillingCycle(new String[] {"day", "week", "month", "year"}[unit], frequency);
        Instant anchor = LocalDate.EPOCH.plusDays(day).atTime(23, 59).toInstant(ZoneOffset.UTC);
        assertThat(cycle.endAfter(anchor, cycle.end(anchor, n))).isEqualTo(cycle.end(anchor, n + 1));
        assertThat(cycle.endAfter(anchor, cycle.end(anchor, n).minusMillis(1))).isEqualTo(cycle.end(anchor, n));
    }

    @Example
    void what_began_on_the_last_of_a_month_keeps_its_day() {
        var monthly = new BillingCycle("month", 1);
        Instant anchor = Instant.parse("2027-01-31T10:00:00Z");
        assertThat(monthly.end(anchor, 1)).isEqualTo("2027-02-28T10:00:00Z");
        assertThat(monthly.end(anchor, 2)).isEqualTo("2027-03-31T10:00:00Z");
        assertThat(monthly.end(anchor, 13)).isEqualTo("2028-02-29T10:00:00Z");
    }
}
