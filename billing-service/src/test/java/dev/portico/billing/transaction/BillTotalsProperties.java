package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.billing.Samples;
import dev.portico.events.MoneyData;
import dev.portico.events.TransactionData;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class BillTotalsProperties {

    @Property(tries = 300)
    void the_total_is_the_sum_of_the_lines_and_stays_in_its_currency(
            @ForAll @Size(min = 1, max = 20) List<@LongRange(max = 999_999_999_999L) Long> amounts,
            @ForAll @IntRange(min = 1, max = 100) int quantity) {
        TransactionData shown = selling(amounts, quantity).data();

        BigInteger lines = shown.details().lineItems().stream()
                .map(line -> new BigInteger(line.totals().total()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger units = amounts.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(shown.details().totals().total()).isEqualTo(lines.toString());
        assertThat(lines).isEqualTo(units.multiply(BigInteger.valueOf(quantity)));
        assertThat(shown.details().totals().grandTotal()).isEqualTo(lines.toString());
        assertThat(shown.details().totals().currencyCode()).isEqualTo("EUR");
        assertThat(shown.currencyCode()).isEqualTo("EUR");
    }

    private static Transaction selling(List<Long> amounts, int quantity) {
        List<Line> lines = IntStream.range(0, amounts.size())
                .mapToObj(i -> line(i, amounts.get(i), quantity))
                .toList();
        return new Amendment("txn_1", "mer_1", "EUR", lines, Samples.NOW)
                .customer("ctm_1")
                .checkoutUrl("https://acme.test/pay/txn_1")
                .at(Samples.NOW);
    }

    private static Line line(int i, long amount, int quantity) {
        var unit = new MoneyData(String.valueOf(amount), "EUR");
        var price = Samples.price("pri_" + i, "pro_1", unit, Samples.MONTHLY, "active");
        return Line.of("txnitm_" + i, price, Samples.product("pro_1"), quantity);
    }
}
