package dev.portico.invoice.invoice;

import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.TaxRateUsed;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Messages;
import dev.portico.invoice.document.InvoiceDocument.Fact;
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

    /// One line for each rate at which something was taxed; one that says that nothing was, if there is none. Where
    /// there
    /// are several rates, each says what it was on.
    List<Fact> facts(List<TaxRateUsed> rates, Function<String, String> money) {
        List<Fact> taxed = rates.stream()
                .filter(rate -> !rate.taxRate().equals("0"))
                .map(rate -> new Fact(
                        rates.size() == 1 ? name(rate) : nameOn(rate, money),
                        money.apply(rate.totals().tax())))
                .toList();
        return taxed.isEmpty() ? List.of(new Fact(messages.text("invoice.tax"), money.apply("0"))) : taxed;
    }

    /// What the law wants to be said; nothing in most cases.
    List<String> notes() {
        return REVERSE_CHARGE.equals(transaction.details().taxTreatment())
                ? List.of(messages.text("invoice.reverse_charge"))
                : List.of();
    }

    private String name(TaxRateUsed rate) {
        return messages.text("invoice.tax_at", Map.of("tax", tax(rate), "rate", formats.percent(rate.taxRate())));
    }

    private String nameOn(TaxRateUsed rate, Function<String, String> money) {
        long net = Long.parseLong(rate.totals().subtotal())
                - Long.parseLong(rate.totals().discount());
        return messages.text(
                "invoice.tax_on",
                Map.of(
                        "tax", tax(rate),
                        "rate", formats.percent(rate.taxRate()),
                        "net", money.apply(Long.toString(net))));
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
