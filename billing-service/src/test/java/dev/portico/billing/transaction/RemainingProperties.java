package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.billing.Samples;
import dev.portico.billing.transaction.Adjusted.Part;
import dev.portico.chassis.error.Refusal;
import dev.portico.events.MoneyData;
import dev.portico.events.TransactionData.LineTotals;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RemainingProperties {

    @Property(tries = 500)
    void however_it_is_given_back_it_is_never_more_than_was_paid_and_in_the_end_exactly_that(
            @ForAll @LongRange(min = 1, max = 99_999_999L) long net,
            @ForAll @IntRange(max = 100) int taxPercent,
            @ForAll @Size(max = 8) List<@LongRange(min = 1, max = 99_999_999L) Long> amounts,
            @ForAll boolean taxFirst) {
        Line line = line(net, net * taxPercent / 100);
        var before = new ArrayList<Adjusted>();
        if (taxFirst) tried(line, before, "tax", null);
        for (long amount : amounts) tried(line, before, "partial", amount);
        tried(line, before, "full", null);

        List<Part> parts =
                before.stream().flatMap(adjusted -> adjusted.parts().stream()).toList();
        assertThat(parts).allSatisfy(part -> {
            assertThat(part.subtotal()).isNotNegative();
            assertThat(part.tax()).isNotNegative();
        });
        assertThat(parts.stream().mapToLong(Part::subtotal).sum()).isEqualTo(net);
        assertThat(parts.stream().mapToLong(Part::tax).sum())
                .isEqualTo(line.tax().minor());
    }

    // What is too much is refused, and takes nothing.
    private static void tried(Line line, List<Adjusted> before, String type, Long amount) {
        var item = new Wish.Item("adjitm_1", line.id(), type, amount);
        var wish = new Wish("adj_" + before.size(), Adjusted.REFUND, "a test", List.of(item));
        try {
            List<Part> parts = new Remaining(List.of(line), before).take(wish);
            before.add(new Adjusted(wish.id(), wish.action(), "partial", "a test", parts, null, Samples.NOW));
        } catch (Refusal refused) {
            assertThat(refused.code().wire()).startsWith("adjustment_");
        }
    }

    private static Line line(long net, long tax) {
        var price =
                Samples.price("pri_1", "pro_1", new MoneyData(String.valueOf(net), "EUR"), Samples.MONTHLY, "active");
        var totals = new LineTotals(String.valueOf(net), "0", String.valueOf(tax), String.valueOf(net + tax));
        return new Line("txnitm_1", price, Samples.product("pro_1"), 1, null, "0.19", totals, totals, null);
    }
}
