package dev.portico.invoice.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.events.DiscountData;
import dev.portico.events.TaxSettingsData.Rate;
import dev.portico.invoice.einvoice.Syntax;
import dev.portico.pricing.Entry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// However a bill is made up, what is written of it adds up by the norm's sums, and to what the bill comes to.
/// Read off the XML itself, not off what it was written from.
class ElectronicInvoiceProperties {

    @Property(tries = 1_000)
    void the_norms_sums_hold_to_the_cent(@ForAll("bills") Bills bills) {
        Invoice invoice = bills.invoice();
        var totals = invoice.transaction().details().totals();
        for (Syntax syntax : Syntax.values()) {
            var xml = ElectronicInvoices.in(syntax, invoice);
            assertThat(xml).isPresent();
            var read = new Read(new String(xml.get(), StandardCharsets.UTF_8), syntax == Syntax.CII);
            holds(read);
            assertThat(read.one("GrandTotalAmount", "TaxInclusiveAmount")).isEqualTo(decimal(totals.total()));
            assertThat(read.one("DuePayableAmount", "PayableAmount")).isEqualTo(decimal(totals.balance()));
            assertThat(read.all("CalculatedAmount", "TaxAmount")
                            .skip(read.cii ? 0 : 1)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualTo(decimal(totals.tax()));
        }
    }

    private static void holds(Read read) {
        BigDecimal net = read.one("TaxBasisTotalAmount", "TaxExclusiveAmount");
        BigDecimal tax = read.all("TaxTotalAmount", "TaxAmount").findFirst().orElseThrow();
        BigDecimal gross = read.one("GrandTotalAmount", "TaxInclusiveAmount");
        List<BigDecimal> lines = read.lines();
        assertThat(lines.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("BR-CO-10")
                .isEqualTo(read.total());
        assertThat(net).as("BR-CO-13").isEqualTo(read.total());
        assertThat(read.all("BasisAmount", "TaxableAmount").reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("BR-S-08")
                .isEqualTo(net);
        assertThat(read.all("CalculatedAmount", "TaxAmount")
                        .skip(read.cii ? 0 : 1)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("BR-CO-14")
                .isEqualTo(tax);
        assertThat(net.add(tax)).as("BR-CO-15").isEqualTo(gross);
        BigDecimal prepaid =
                read.all("TotalPrepaidAmount", "PrepaidAmount").findFirst().orElse(BigDecimal.ZERO);
        assertThat(gross.subtract(prepaid))
                .as("BR-CO-16")
                .isEqualByComparingTo(read.one("DuePayableAmount", "PayableAmount"));
        for (int i = 0; i < lines.size(); i++)
            assertThat(read.price(i))
                    .as("price by quantity, less what comes off")
                    .isEqualByComparingTo(lines.get(i));
    }

    /// What stands in a document, by the names that the two syntaxes have for it.
    private record Read(String xml, boolean cii) {

        BigDecimal one(String inCii, String inUbl) {
            return all(inCii, inUbl).findFirst().orElseThrow();
        }

        Stream<BigDecimal> all(String inCii, String inUbl) {
            return in(xml, cii ? inCii : inUbl);
        }

        List<BigDecimal> lines() {
            return parts().stream()
                    .map(part -> in(part, cii ? "LineTotalAmount" : "LineExtensionAmount")
                            .findFirst()
                            .orElseThrow())
                    .toList();
        }

        BigDecimal total() {
            String totals = xml.substring(xml.indexOf(cii ? "HeaderMonetarySummation" : "LegalMonetaryTotal"));
            return in(totals, cii ? "LineTotalAmount" : "LineExtensionAmount")
                    .findFirst()
                    .orElseThrow();
        }

        BigDecimal price(int line) {
            String part = parts().get(line);
            BigDecimal times = in(part, cii ? "BilledQuantity" : "InvoicedQuantity")
                    .findFirst()
                    .orElseThrow()
                    .divideToIntegralValue(in(part, cii ? "BasisQuantity" : "BaseQuantity")
                            .findFirst()
                            .orElseThrow());
            BigDecimal off =
                    in(part, cii ? "ActualAmount" : "Amount").findFirst().orElse(BigDecimal.ZERO);
            return in(part, cii ? "ChargeAmount" : "PriceAmount")
                    .findFirst()
                    .orElseThrow()
                    .multiply(times)
                    .subtract(off);
        }

        private List<String> parts() {
            String line = cii ? "ram:IncludedSupplyChainTradeLineItem" : "cac:InvoiceLine";
            return Arrays.stream(xml.split("<" + line + ">"))
                    .skip(1)
                    .map(part -> part.split("</" + line + ">")[0])
                    .toList();
        }

        private static Stream<BigDecimal> in(String text, String name) {
            return Pattern.compile("<[a-z]+:" + name + "(?: [^>]*)?>([0-9.-]+)<")
                    .matcher(text)
                    .results()
                    .map(found -> new BigDecimal(found.group(1)));
        }
    }

    @Provide
    Arbitrary<Bills> bills() {
        Arbitrary<Entry> entries = Combinators.combine(
                        Arbitraries.longs().between(1, 9_999_999),
                        Arbitraries.integers().between(1, 500),
                        Arbitraries.of("saas", "included", "ebooks"))
                .as((amount, quantity, kind) -> switch (kind) {
                    case "included" -> Bills.taxIncluded(amount, quantity);
                    case "ebooks" -> Bills.ebook(amount, quantity);
                    default -> Bills.entry(amount, quantity);
                });
        Arbitrary<String> rates = Arbitraries.of("0", "0.055", "0.07", "0.08875", "0.19", "0.2", "0.27");
        return Combinators.combine(
                        entries.list().ofMinSize(1).ofMaxSize(8),
                        discounts(),
                        rates,
                        rates,
                        Arbitraries.of(true, false))
                .as((lines, off, rate, reduced, paid) -> {
                    var bills = Bills.german(lines.toArray(Entry[]::new))
                            .taxed(Bills.settings(
                                    false,
                                    new Rate("DE", null, null, rate, "USt"),
                                    new Rate("DE", null, "ebooks", reduced, null)))
                            .paidBy(paid ? Bills.CARD : null);
                    return off == null ? bills : bills.with(off);
                });
    }

    private static Arbitrary<@Nullable DiscountData> discounts() {
        Arbitrary<DiscountData> off = Combinators.combine(
                        Arbitraries.of("percentage", "flat", "flat_per_seat"),
                        Arbitraries.longs().between(0, 9_999_999))
                .as((type, amount) ->
                        Bills.discount(type, Long.toString(type.equals("percentage") ? amount % 100 : amount)));
        return off.injectNull(0.3);
    }

    private static BigDecimal decimal(String minor) {
        return BigDecimal.valueOf(Long.parseLong(minor), 2);
    }
}
