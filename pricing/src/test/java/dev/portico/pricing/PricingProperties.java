package dev.portico.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.chassis.money.Rate;
import dev.portico.events.DiscountData;
import dev.portico.events.PeriodData;
import dev.portico.events.Proration;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.TaxRateUsed;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// However a bill is made up, it adds up.
class PricingProperties {

    @Property(tries = 1_000)
    void lines_add_up_to_the_totals_and_so_does_what_was_taxed_at_each_rate(
            @ForAll("entries") List<Entry> entries,
            @ForAll("discounts") DiscountData discount,
            @ForAll("taxations") Taxation taxation) {
        List<Rated> rated = Pricing.of(entries, discount, taxation).stream()
                .map(Priced::rated)
                .toList();
        LineTotals whole = Sums.of(rated);
        for (Function<LineTotals, String> amount : amounts()) {
            long lines =
                    rated.stream().mapToLong(of -> number(of.totals(), amount)).sum();
            long rates = Sums.byRate(rated).stream()
                    .mapToLong(of -> number(of.totals(), amount))
                    .sum();
            assertThat(number(whole, amount)).isEqualTo(lines).isEqualTo(rates);
        }
        assertThat(Sums.byRate(rated)).extracting(TaxRateUsed::taxRate).doesNotHaveDuplicates();
    }

    @Property(tries = 1_000)
    void each_line_adds_up_and_nothing_on_it_is_negative_or_more_than_it_was(
            @ForAll("entries") List<Entry> entries,
            @ForAll("discounts") DiscountData discount,
            @ForAll("taxations") Taxation taxation) {
        for (Priced line : Pricing.of(entries, discount, taxation))
            for (LineTotals of : List.of(line.totals(), line.unitTotals())) {
                for (Function<LineTotals, String> amount : amounts())
                    assertThat(number(of, amount)).isNotNegative();
                assertThat(number(of, LineTotals::discount)).isLessThanOrEqualTo(number(of, LineTotals::subtotal));
                assertThat(number(of, LineTotals::total))
                        .isEqualTo(number(of, LineTotals::subtotal)
                                - number(of, LineTotals::discount)
                                + number(of, LineTotals::tax));
            }
    }

    @Property(tries = 1_000)
    void a_price_that_includes_the_tax_is_what_is_paid(
            @ForAll("entries") List<Entry> entries, @ForAll("rates") String rate) {
        for (Priced line : Pricing.of(entries, null, Samples.german(rate)))
            if (line.tax().included())
                assertThat(line.totals().total()).isEqualTo(line.entry().asked().amount());
    }

    @Property(tries = 1_000)
    void on_a_price_without_it_the_tax_comes_on_top(
            @ForAll("entries") List<Entry> entries, @ForAll("rates") String rate) {
        for (Priced line : Pricing.of(entries, null, Samples.german(rate))) {
            if (line.tax().included()) continue;
            var asked = line.entry().asked();
            assertThat(line.totals().subtotal()).isEqualTo(asked.amount());
            assertThat(line.totals().tax()).isEqualTo(Rate.of(rate).of(asked).amount());
        }
    }

    @Property
    void a_flat_discount_is_given_whole_as_far_as_there_is_something_to_take_it_off(
            @ForAll @Size(min = 1, max = 10) List<@LongRange(max = 99_999_999L) Long> units,
            @ForAll @IntRange(min = 1, max = 500) int quantity,
            @ForAll @LongRange(max = 999_999_999L) long amount) {
        var entries = units.stream()
                .map(unit -> Samples.entry(unit, quantity, "external"))
                .toList();
        var off = Samples.discount("flat", Long.toString(amount), null);
        LineTotals whole = sums(Pricing.of(entries, off, Taxation.NONE));
        long subtotal = units.stream().mapToLong(unit -> unit * quantity).sum();
        assertThat(whole.subtotal()).isEqualTo(Long.toString(subtotal));
        assertThat(whole.discount()).isEqualTo(Long.toString(Math.min(amount, subtotal)));
    }

    @Property(tries = 1_000)
    void what_is_given_back_for_a_line_is_what_it_was_charged_on_whatever_bill(
            @ForAll("entries") List<Entry> entries, @ForAll("taxations") Taxation taxation) {
        List<Priced> together = Pricing.of(entries, null, taxation);
        for (Priced charged : together) {
            Entry of = charged.entry();
            var again = new Entry(of.price(), of.product(), of.quantity(), of.proration(), of.free(), charged.tax());
            assertThat(Pricing.of(List.of(again), null, Taxation.NONE)
                            .getFirst()
                            .totals())
                    .isEqualTo(charged.totals());
        }
    }

    @Property
    void more_costs_no_less(
            @ForAll @LongRange(max = 9_999_999L) long amount,
            @ForAll("modes") String mode,
            @ForAll("rates") String rate) {
        LineTotals less = sums(Pricing.of(List.of(Samples.entry(amount, 1, mode)), null, Samples.german(rate)));
        LineTotals more = sums(Pricing.of(List.of(Samples.entry(amount + 1, 1, mode)), null, Samples.german(rate)));
        for (Function<LineTotals, String> of : amounts())
            assertThat(number(more, of)).isGreaterThanOrEqualTo(number(less, of));
    }

    @Test
    void a_flat_amount_that_does_not_divide_is_shared_without_a_rest() {
        var three = List.of(
                Samples.entry(100, 1, "external"),
                Samples.entry(100, 1, "external"),
                Samples.entry(100, 1, "external"));
        assertThat(Pricing.of(three, Samples.discount("flat", "100", null), Taxation.NONE))
                .extracting(line -> line.totals().discount())
                .containsExactly("34", "33", "33");
    }

    @Test
    void a_discount_comes_only_off_what_it_is_restricted_to() {
        var two = List.of(Samples.entry(999, 2, "external"), Samples.entry(1000, 2, "external"));
        assertThat(Pricing.of(two, Samples.discount("percentage", "12.5", List.of("pri_1000")), Taxation.NONE))
                .extracting(line -> line.totals().discount())
                .containsExactly("0", "250");
        assertThat(Pricing.of(two, Samples.discount("flat_per_seat", "100", List.of("pro_1")), Taxation.NONE))
                .extracting(line -> line.totals().discount())
                .containsExactly("200", "200");
    }

    @Test
    void a_discount_comes_off_before_the_tax_in_either_mode() {
        var ten = Samples.discount("percentage", "10", null);
        assertThat(sums(Pricing.of(List.of(Samples.entry(10_000, 1, "external")), ten, Samples.german("0.19"))))
                .isEqualTo(new LineTotals("10000", "1000", "1710", "10710"));
        assertThat(sums(Pricing.of(List.of(Samples.entry(11_900, 1, "internal")), ten, Samples.german("0.19"))))
                .isEqualTo(new LineTotals("10000", "1000", "1710", "10710"));
    }

    @Test
    void what_is_tried_costs_nothing_and_is_taxed_with_nothing() {
        var tried = new Entry(Samples.price("pri_1", 5000, "external"), Samples.SOFTWARE, 2, null, true, null);
        assertThat(sums(Pricing.of(List.of(tried), null, Samples.german("0.19"))))
                .isEqualTo(new LineTotals("0", "0", "0", "0"));
    }

    @Test
    void what_no_amount_can_hold_is_refused_and_not_made_up() {
        var huge = Samples.entry(999_999_999_999L, 999_999_999, "external");
        assertThatThrownBy(() -> Pricing.of(List.of(huge), null, Taxation.NONE))
                .isInstanceOf(ArithmeticException.class);
        var large = Samples.entry(999_999_999_999L, 9_000_000, "external");
        assertThat(Pricing.of(List.of(large), null, Taxation.NONE)).hasSize(1);
        assertThatThrownBy(() -> Pricing.of(List.of(large), null, Samples.german("1")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Pricing.of(List.of(large, large), null, Taxation.NONE))
                .isInstanceOf(ArithmeticException.class);
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<@Nullable Proration> parts = Arbitraries.longs()
                .between(0, 2_592_000)
                .map(seconds -> new Proration(
                        Rate.share(seconds, 2_592_000), new PeriodData(Samples.NOW, Samples.NOW.plusSeconds(1))))
                .injectNull(0.5);
        return Combinators.combine(
                        Arbitraries.longs().between(0, 99_999_999),
                        Arbitraries.integers().between(1, 500),
                        modes(),
                        parts)
                .as((amount, quantity, mode, part) ->
                        Entry.of(Samples.price("pri_" + amount, amount, mode), Samples.SOFTWARE, quantity, part))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> modes() {
        return Arbitraries.of("external", "internal", "location", "account_setting");
    }

    @Provide
    Arbitrary<String> rates() {
        return Arbitraries.of("0", "0.001", "0.055", "0.07", "0.08875", "0.19", "0.2", "0.25", "0.27", "1");
    }

    @Provide
    Arbitrary<Taxation> taxations() {
        return rates().map(Samples::german).injectNull(0.1).map(of -> of == null ? Taxation.NONE : of);
    }

    @Provide
    Arbitrary<@Nullable DiscountData> discounts() {
        Arbitrary<DiscountData> off = Combinators.combine(
                        Arbitraries.of("percentage", "flat", "flat_per_seat"),
                        Arbitraries.longs().between(0, 9_999_999))
                .as((type, amount) ->
                        Samples.discount(type, Long.toString(type.equals("percentage") ? amount % 101 : amount), null));
        return off.injectNull(0.2);
    }

    private static LineTotals sums(List<Priced> lines) {
        return Sums.of(lines.stream().map(Priced::rated).toList());
    }

    private static List<Function<LineTotals, String>> amounts() {
        return List.of(LineTotals::subtotal, LineTotals::discount, LineTotals::tax, LineTotals::total);
    }

    private static long number(LineTotals of, Function<LineTotals, String> amount) {
        return Long.parseLong(amount.apply(of));
    }
}
