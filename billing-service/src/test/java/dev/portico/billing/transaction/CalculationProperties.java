package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.billing.Samples;
import dev.portico.chassis.money.Allocation;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.money.Rate;
import dev.portico.events.DiscountData;
import dev.portico.events.MoneyData;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CalculationProperties {

    static final String CURRENCY = "EUR";

    @Property(tries = 500)
    void what_is_shared_adds_up_to_the_last_minor_unit_and_nobody_gets_more_than_his_weight(
            @ForAll @Size(min = 1, max = 20) List<@LongRange(max = 999_999_999_999L) Long> weights,
            @ForAll @IntRange(max = 1000) int permille) {
        long whole = weights.stream().mapToLong(Long::longValue).sum();
        Money amount = Rate.of("0." + "%03d".formatted(permille % 1000)).of(money(whole));
        List<Money> shares = Allocation.of(
                amount, weights.stream().map(CalculationProperties::money).toList());

        assertThat(shares.stream().mapToLong(Money::minor).sum()).isEqualTo(amount.minor());
        for (int i = 0; i < shares.size(); i++)
            assertThat(shares.get(i).minor()).isBetween(0L, weights.get(i));
    }

    @Property(tries = 300)
    void lines_add_up_to_the_totals_and_nothing_is_negative(
            @ForAll @Size(min = 1, max = 10) List<@LongRange(max = 99_999_999L) Long> units,
            @ForAll @IntRange(min = 1, max = 500) int quantity,
            @ForAll @LongRange(max = 999_999_999L) long amount,
            @ForAll @IntRange(max = 2) int type) {
        var discount = type == 2
                ? discount("percentage", String.valueOf(amount % 101))
                : discount(type == 1 ? "flat_per_seat" : "flat", String.valueOf(amount));
        var lines = Calculation.discounted(lines(units, quantity), discount);
        var totals = transaction(lines).data().details().totals();

        for (Line line : lines) {
            assertThat(line.total().minor()).isNotNegative();
            assertThat(line.discount().minor()).isNotNegative();
            assertThat(line.subtotal().minus(line.discount())).isEqualTo(line.total());
        }
        long sum = lines.stream().mapToLong(line -> line.total().minor()).sum();
        assertThat(totals.total()).isEqualTo(String.valueOf(sum));
        long subtotal = units.stream().mapToLong(unit -> unit * quantity).sum();
        assertThat(totals.subtotal()).isEqualTo(String.valueOf(subtotal));
        if (type == 0) assertThat(totals.discount()).isEqualTo(String.valueOf(Math.min(amount, subtotal)));
    }

    @Test
    void a_flat_amount_that_does_not_divide_is_shared_without_a_rest() {
        var lines = Calculation.discounted(lines(List.of(100L, 100L, 100L), 1), discount("flat", "100"));
        assertThat(lines).extracting(line -> line.discount().minor()).containsExactly(34L, 33L, 33L);
    }

    @Test
    void a_discount_comes_only_off_what_it_is_restricted_to() {
        var lines = lines(List.of(1000L, 1000L), 2);
        var some = restricted(discount("percentage", "12.5"), List.of("pri_1"));
        assertThat(Calculation.discounted(lines, some))
                .extracting(line -> line.discount().minor())
                .containsExactly(0L, 250L);
        var all = restricted(discount("flat_per_seat", "100"), List.of("pro_1"));
        assertThat(Calculation.discounted(lines, all))
                .extracting(line -> line.discount().minor())
                .containsExactly(200L, 200L);
    }

    @Test
    void a_part_of_a_period_costs_its_share() {
        assertThat(Rate.of("0.5").of(money(999)).minor()).isEqualTo(500);
        assertThat(Rate.of("0.333333333333").of(money(1000)).minor()).isEqualTo(333);
        assertThat(Rate.of("1").of(money(999_999_999_999L)).minor()).isEqualTo(999_999_999_999L);
        assertThat(Rate.isValid("-1") || Rate.isValid("1e9") || Rate.isValid(".5") || Rate.isValid(""))
                .isFalse();
    }

    private static Transaction transaction(List<Line> lines) {
        return new Amendment("txn_1", "mer_1", CURRENCY, lines, Samples.NOW).at(Samples.NOW);
    }

    private static List<Line> lines(List<Long> units, int quantity) {
        return IntStream.range(0, units.size())
                .mapToObj(i -> {
                    var unit = new MoneyData(String.valueOf(units.get(i)), CURRENCY);
                    var price = Samples.price("pri_" + i, "pro_1", unit, Samples.MONTHLY, "active");
                    return Line.of("txnitm_" + i, price, Samples.product("pro_1"), quantity);
                })
                .toList();
    }

    private static DiscountData discount(String type, String amount) {
        return Samples.discount("dsc_1", type, amount, null);
    }

    private static DiscountData restricted(DiscountData discount, List<String> to) {
        return Samples.discount(discount.id(), discount.type(), discount.amount(), to);
    }

    private static Money money(long minor) {
        return new Money(minor, CURRENCY);
    }
}
