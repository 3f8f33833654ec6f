package dev.portico.chassis.money;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MoneyProperties {

    @Property
    void two_shares_that_make_the_whole_differ_from_it_by_at_most_one(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long minor,
            @ForAll @IntRange(min = 1, max = 1000) int whole,
            @ForAll @IntRange(min = 0, max = 1000) int part) {
        int taken = Math.min(part, whole);
        Money amount = new Money(minor, "EUR");
        long sum = amount.share(taken, whole)
                .plus(amount.share(whole - taken, whole))
                .minor();
        assertThat(sum - minor).isBetween(0L, 1L);
    }

    @Property
    void all_of_it_is_all_of_it(
            @ForAll @LongRange(min = -1_000_000_000L, max = 1_000_000_000L) long minor,
            @ForAll @IntRange(min = 1, max = 1000) int whole) {
        assertThat(new Money(minor, "JPY").share(whole, whole).minor()).isEqualTo(minor);
    }
}
