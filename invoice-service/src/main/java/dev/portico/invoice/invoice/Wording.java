package dev.portico.invoice.invoice;

import dev.portico.events.AddressData;
import dev.portico.events.MerchantData;
import dev.portico.events.PeriodData;
import dev.portico.events.PostalAddress;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.invoice.document.InvoiceDocument;
import dev.portico.invoice.document.InvoiceDocument.Fact;
import dev.portico.invoice.document.InvoiceDocument.Line;
import dev.portico.invoice.document.InvoiceDocument.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says an invoice in its reader's language.
final class Wording {

    private static final String NO_BRAND = "#3f3f46";

    private final Invoice invoice;
    private final Messages messages;
    private final Formats formats;

    private Wording(Invoice invoice, Language language) {
        this.invoice = invoice;
        this.messages = Messages.in(language);
        this.formats = Formats.in(language);
    }

    static InvoiceDocument of(Invoice invoice) {
        // The fonts at hand have no Japanese: better an invoice in English than one that cannot be read.
        Language wanted =
                Language.best(invoice.buyer().locale(), invoice.seller().locale());
        Language language = wanted == Language.JAPANESE ? Language.ENGLISH : wanted;
        return new Wording(invoice, language).document();
    }

    private InvoiceDocument document() {
        Language language = messages.language();
        return new InvoiceDocument(
                language.tag(),
                language.isRightToLeft(),
                say("title"),
                Objects.requireNonNullElse(invoice.seller().brandColor(), NO_BRAND),
                seller(invoice.seller()),
                buyer(),
                List.of(
                        new Fact(say("number"), invoice.number()),
                        new Fact(say("date"), formats.date(invoice.issuedAt())),
                        new Fact(say("supply"), formats.date(suppliedAt()))),
                List.of(say("description"), say("quantity"), say("unit_price"), say("amount")),
                invoice.transaction().details().lineItems().stream()
                        .map(this::line)
                        .toList(),
                totals(),
                notes(),
                (page, pages) -> say("page", Map.of("page", page, "pages", pages)),
                invoice.issuedAt());
    }

    private Party seller(MerchantData seller) {
        var details = new ArrayList<String>();
        PostalAddress address = seller.address();
        if (address != null) {
            details.addAll(place(
                    address.firstLine(),
                    address.secondLine(),
                    address.postalCode(),
                    address.city(),
                    address.region(),
                    address.countryCode()));
        }
        if (seller.taxIdentifier() != null) details.add(say("tax_id", Map.of("id", seller.taxIdentifier())));
        if (seller.supportEmail() != null) details.add(seller.supportEmail());
        return new Party(say("from"), seller.name(), details);
    }

    private Party buyer() {
        var details = new ArrayList<String>();
        AddressData address = invoice.address();
        if (address != null) {
            details.addAll(place(
                    address.firstLine(),
                    address.secondLine(),
                    address.postalCode(),
                    address.city(),
                    address.region(),
                    address.countryCode()));
        }
        String name = invoice.buyer().name();
        if (name != null) details.add(invoice.buyer().email());
        return new Party(say("bill_to"), name == null ? invoice.buyer().email() : name, details);
    }

    private List<String> place(
            @Nullable String first,
            @Nullable String second,
            @Nullable String postalCode,
            @Nullable String city,
            @Nullable String region,
            String country) {
        Locale reader = Locale.forLanguageTag(messages.language().tag());
        String town = String.join(
                " ",
                Stream.of(postalCode, city, region).filter(Objects::nonNull).toList());
        return Stream.of(first, second, town, Locale.of("", country).getDisplayCountry(reader))
                .filter(line -> line != null && !line.isBlank())
                .map(Objects::requireNonNull)
                .toList();
    }

    private Line line(LineItem item) {
        return new Line(
                item.product().name(),
                period(item),
                formats.number(item.quantity()),
                money(item.unitTotals().subtotal()),
                money(item.totals().subtotal()));
    }

    private String period(LineItem item) {
        PeriodData period = invoice.transaction().billingPeriod();
        String description =
                item.product().description() == null ? "" : item.product().description();
        return period == null
                ? description
                : say("period", Map.of("from", formats.date(period.startsAt()), "to", formats.date(period.endsAt())));
    }

    private List<Fact> totals() {
        var totals = invoice.transaction().details().totals();
        return List.of(
                new Fact(say("subtotal"), money(totals.subtotal())),
                new Fact(say("tax"), money(totals.tax())),
                new Fact(say("total"), money(totals.total())),
                new Fact(say("due"), money(totals.balance())));
    }

    private List<String> notes() {
        MethodDetails method = invoice.paidWith();
        var notes = new ArrayList<String>();
        if (method != null)
            notes.add(say("paid_with", Map.of("method", name(method), "date", formats.date(suppliedAt()))));
        notes.add(say("thanks"));
        return notes;
    }

    private String name(MethodDetails method) {
        var card = method.card();
        if (card == null) return messages.text("payment_method.other");
        boolean known = List.of("visa", "mastercard", "american_express").contains(card.type());
        String brand = messages.text("brand." + (known ? card.type() : "unknown"));
        return messages.text("payment_method.card", Map.of("brand", brand, "last4", card.last4()));
    }

    private Instant suppliedAt() {
        Instant billed = invoice.transaction().billedAt();
        return billed == null ? invoice.issuedAt() : billed;
    }

    private String money(String minor) {
        return formats.money(Long.parseLong(minor), invoice.transaction().currencyCode());
    }

    private String say(String key) {
        return messages.text("invoice." + key);
    }

    private String say(String key, Map<String, ?> arguments) {
        return messages.text("invoice." + key, arguments);
    }
}
