package dev.portico.invoice.invoice;

import dev.portico.events.AddressData;
import dev.portico.events.MerchantData;
import dev.portico.events.PostalAddress;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.invoice.document.Block;
import dev.portico.invoice.document.Block.Party;
import dev.portico.invoice.document.Style;
import dev.portico.invoice.document.Style.Paper;
import dev.portico.invoice.invoice.Invoice.Company;
import dev.portico.invoice.settings.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who a document is from and to, in its reader's language.
final class Letterhead {

    private static final String NO_BRAND = "#3f3f46";
    // CLDR's paperSize: US-Letter.
    private static final Set<String> LETTER_PAPER =
            Set.of("US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "NI", "PA", "PR", "SV", "VE", "BZ");

    private final Messages messages;

    Letterhead(Language language) {
        this.messages = Messages.in(language);
    }

    static Language language(Invoice invoice) {
        return Language.best(invoice.buyer().locale(), invoice.seller().locale());
    }

    static Style style(MerchantData seller) {
        PostalAddress address = seller.address();
        boolean letter = address != null && LETTER_PAPER.contains(address.countryCode());
        return new Style(Objects.requireNonNullElse(seller.brandColor(), NO_BRAND), letter ? Paper.LETTER : Paper.A4);
    }

    static Block.Heading heading(String title, Invoice invoice, byte @Nullable [] logo) {
        String seller = invoice.seller().name();
        return new Block.Heading(title, seller, logo == null ? null : new Block.Logo(logo, seller));
    }

    Party seller(Invoice invoice) {
        MerchantData seller = invoice.seller();
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
        Printed printed = invoice.printed();
        if (printed != null && printed.companyNumber() != null)
            details.add(say("registration", Map.of("id", printed.companyNumber())));
        if (seller.supportEmail() != null) details.add(seller.supportEmail());
        return new Party(say("from"), seller.name(), details);
    }

    Party buyer(Invoice invoice) {
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
        String email = invoice.buyer().email();
        Company company = invoice.company();
        if (company != null && company.taxIdentifier() != null)
            details.add(say("tax_id", Map.of("id", company.taxIdentifier())));
        List<String> names = Stream.of(
                        company == null ? null : company.name(), invoice.buyer().name(), email)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        if (names.size() > 2) details.addFirst(names.get(1));
        if (names.size() > 1) details.add(email);
        return new Party(say("bill_to"), names.getFirst(), details);
    }

    /// What stands at the end of each of a merchant's documents.
    static List<Block> footer(Invoice invoice) {
        Printed printed = invoice.printed();
        return printed == null || printed.footer() == null
                ? List.of()
                : List.of(new Block.Notes("", List.of(printed.footer())));
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

    private String say(String key) {
        return messages.text("invoice." + key);
    }

    private String say(String key, Map<String, ?> arguments) {
        return messages.text("invoice." + key, arguments);
    }
}
