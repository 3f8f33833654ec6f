package dev.portico.invoice.invoice;

import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.TaxRateUsed;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Messages;
import dev.portico.invoice.document.Block;
import dev.portico.invoice.document.Block.Column;
import dev.portico.invoice.document.Block.Fact;
import dev.portico.invoice.document.Block.Row;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Says what was taxed how, in the reader's language.
final class TaxWording {

    private static final String REVERSE_CHARGE = "reverse_charge";

    private final Messages messages;
    private final Formats formats;
    private final TransactionData transaction;

    /// @param transaction where the merchant's own names for its taxes are from
    TaxWording(Messages messages, Formats formats, TransactionData transaction) {
        this.messages = messages;
        this.formats = formats;
        this.transaction = transaction;
    }

    /// One line for each rate at which something was taxed; one that says that nothing was, if there is none.
    List<Fact> facts(List<TaxRateUsed> rates, Function<String, String> money) {
        List<Fact> taxed = rates.stream()
                .filter(rate -> !rate.taxRate().equals("0"))
                .map(rate -> new Fact(name(rate), money.apply(rate.totals().tax())))
                .toList();
        return taxed.isEmpty() ? List.of(new Fact(messages.text("invoice.tax"), money.apply("0"))) : taxed;
    }

    /// What was taxed at which rate, as a table, where there are several rates.
    List<Block.Table> summary(List<TaxRateUsed> rates, Function<String, String> money) {
        if (rates.size() < 2) return List.of();
        return List.of(new Block.Table(
                messages.text("invoice.tax_summary"),
                List.of(
                        new Column(messages.text("invoice.rate"), 0.4f, false),
                        new Column(messages.text("invoice.taxable"), 0.3f, true),
                        new Column(messages.text("invoice.tax_amount"), 0.3f, true)),
                rates.stream().map(rate -> row(rate, money)).toList()));
    }

    /// What the law wants to be said of a tax that was not charged; nothing in most cases.
    List<String> notes() {
        if (REVERSE_CHARGE.equals(transaction.details().taxTreatment()))
            return List.of(messages.text("invoice.reverse_charge"));
        boolean taxed = transaction.details().taxRatesUsed().stream()
                .anyMatch(rate -> !rate.taxRate().equals("0"));
        return taxed ? List.of() : List.of(messages.text("invoice.exempt"));
    }

    private Row row(TaxRateUsed rate, Function<String, String> money) {
        long net = Long.parseLong(rate.totals().subtotal())
                - Long.parseLong(rate.totals().discount());
        return new Row(
                List.of(
                        name(rate),
                        money.apply(Long.toString(net)),
                        money.apply(rate.totals().tax())),
                "");
    }

    private String name(TaxRateUsed rate) {
        return messages.text("invoice.tax_at", Map.of("tax", tax(rate), "rate", formats.percent(rate.taxRate())));
    }

    private String tax(TaxRateUsed rate) {
        return Objects.requireNonNullElseGet(known(rate), () -> messages.text("invoice.tax"));
    }

    private @Nullable String known(TaxRateUsed rate) {
        return transaction.details().taxRatesUsed().stream()
                .filter(used -> used.taxRate().equals(rate.taxRate()))
                .map(TaxRateUsed::name)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
