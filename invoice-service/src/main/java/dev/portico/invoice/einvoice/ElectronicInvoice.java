package dev.portico.invoice.einvoice;

import dev.portico.chassis.money.Money;
import dev.portico.events.CardData;
import dev.portico.events.PostalAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An invoice or a credit note in the terms of EN 16931. Both syntaxes are written from it, so they say the same.
///
/// @param corrects the invoice that a credit note is about; absent on an invoice
/// @param dueOn absent if nothing is left to be paid
/// @param buyerReference by which the buyer knows what it is about
/// @param period that was billed; absent if it was none
/// @param taxText why no tax is charged, where the category alone does not say it; absent otherwise
/// @param prepaid what needs not be paid any more
public record ElectronicInvoice(
        String number,
        LocalDate issuedOn,
        @Nullable Preceding corrects,
        @Nullable LocalDate dueOn,
        String currency,
        String buyerReference,
        @Nullable String purchaseOrder,
        @Nullable String note,
        Party seller,
        Party buyer,
        LocalDate suppliedOn,
        @Nullable Period period,
        Payment payment,
        @Nullable String taxText,
        List<Line> lines,
        Money prepaid) {

    private static final String GERMANY = "DE";
    private static final int MOST_DIGITS = 2;
    private static final BigDecimal LEAST_PERCENT = new BigDecimal("0.5");

    public ElectronicInvoice {
        lines = List.copyOf(lines);
    }

    /// The invoice that is corrected.
    public record Preceding(String number, LocalDate issuedOn) {}

    /// From one day to another, both included.
    public record Period(LocalDate from, LocalDate to) {}

    /// Who sells or buys.
    ///
    /// @param vatId with the country's letters before it
    /// @param taxNumber what he is known by to his tax office otherwise
    public record Party(
            String id,
            String name,
            @Nullable String contact,
            @Nullable String email,
            @Nullable String vatId,
            @Nullable String taxNumber,
            PostalAddress address) {

        boolean isIn(String country) {
            return address.countryCode().equals(country);
        }

        private boolean hasTown() {
            return address.city() != null && address.postalCode() != null;
        }
    }

    /// @param card if it was paid with one
    /// @param account to which it is to be transferred
    public record Payment(
            PaymentMeans means,
            @Nullable CardData card,
            @Nullable BankAccount account) {}

    /// @param bic needed by some banks outside of the euro area
    public record BankAccount(
            String holder, String iban, @Nullable String bic) {}

    /// @param price without tax, of so many as `priceFor` says: what a price that includes the tax is without it
    /// is exact only for the whole line
    /// @param rate a fraction such as `"0.19"`
    public record Line(
            String name,
            @Nullable String description,
            int quantity,
            Money price,
            int priceFor,
            Money discount,
            TaxCategory category,
            String rate,
            Money tax) {

        public Money net() {
            return price.times(quantity / priceFor).minus(discount);
        }
    }

    /// What was taxed in one way.
    public record Taxed(TaxCategory category, String rate, Money basis, Money tax) {

        private record Way(TaxCategory category, String percent) {}

        /// The rate as it is printed: `19`, `8.875`.
        String percent() {
            return percent(rate);
        }

        static String percent(String rate) {
            return percentage(rate).stripTrailingZeros().toPlainString();
        }

        // BR-CO-17 as the norm's own rules check it: tax that was rounded line by line may be less than one whole unit
        // of the currency off, and what rounds to no percent must come to nothing.
        private boolean holds() {
            BigDecimal due = decimal(basis).multiply(new BigDecimal(rate)).setScale(MOST_DIGITS, RoundingMode.HALF_UP);
            boolean near = decimal(tax).subtract(due).abs().compareTo(BigDecimal.ONE) < 0;
            boolean some = percentage(rate).compareTo(LEAST_PERCENT) >= 0;
            return near && (some || tax.isZero());
        }

        private static BigDecimal percentage(String rate) {
            return new BigDecimal(rate).movePointRight(2);
        }

        private Taxed plus(Line line) {
            return new Taxed(category, rate, basis.plus(line.net()), tax.plus(line.tax()));
        }
    }

    /// One entry for each category and rate, in the order of the lines.
    public List<Taxed> taxes() {
        var ways = new LinkedHashMap<Taxed.Way, Taxed>();
        Money zero = Money.zero(currency);
        for (Line line : lines) {
            var way = new Taxed.Way(line.category(), Taxed.percent(line.rate()));
            ways.put(
                    way,
                    ways.getOrDefault(way, new Taxed(line.category(), line.rate(), zero, zero))
                            .plus(line));
        }
        return new ArrayList<>(ways.values());
    }

    public Money net() {
        return sum(Line::net);
    }

    public Money tax() {
        return sum(Line::tax);
    }

    public Money gross() {
        return net().plus(tax());
    }

    public Money due() {
        return gross().minus(prepaid);
    }

    /// Whether it keeps what the norm asks of its amounts: at most two digits behind the point, something on each
    /// line, no price below zero, and the tax that comes of its rates.
    public boolean isSound() {
        return prepaid.exponent() <= MOST_DIGITS
                && !lines.isEmpty()
                && lines.stream()
                        .allMatch(line -> line.quantity() > 0 && line.price().minor() >= 0)
                && taxes().stream().allMatch(Taxed::holds);
    }

    boolean isCredit() {
        return corrects != null;
    }

    /// Whether it is written as the German rules want it, which only matters to Germans. They ask for more than
    /// the norm: where that is not known, it is what the norm asks for. A direct debit would need the mandate,
    /// which the payment provider keeps.
    boolean isXRechnung() {
        return (seller.isIn(GERMANY) || buyer.isIn(GERMANY))
                && seller.email() != null
                && seller.hasTown()
                && buyer.hasTown()
                && payment.means() != PaymentMeans.DIRECT_DEBIT;
    }

    static BigDecimal decimal(Money amount) {
        return BigDecimal.valueOf(amount.minor(), amount.exponent());
    }

    private Money sum(Function<Line, Money> amount) {
        return lines.stream().map(amount).reduce(Money.zero(currency), Money::plus);
    }
}
