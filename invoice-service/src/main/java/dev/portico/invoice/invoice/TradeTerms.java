package dev.portico.invoice.invoice;

import dev.portico.chassis.money.Rate;
import dev.portico.events.AddressData;
import dev.portico.events.CustomerData;
import dev.portico.events.MerchantData;
import dev.portico.events.PostalAddress;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.invoice.einvoice.ElectronicInvoice.Party;
import dev.portico.invoice.einvoice.Legible;
import dev.portico.invoice.einvoice.TaxCategory;
import dev.portico.invoice.invoice.Invoice.Company;
import dev.portico.pricing.TaxIdentifier;
import dev.portico.pricing.Taxation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who trades with whom, and how that is taxed, in the terms of EN 16931: the same for an invoice and for what
/// corrects it.
final class TradeTerms {

    private static final Pattern BETWEEN = Pattern.compile("[\\s./-]");
    // The name that the code list UNCL 5305 has for it: nobody has told why.
    private static final String EXEMPT = "Exempt from tax";

    private final Invoice invoice;
    private final PostalAddress sellerAddress;
    private final PostalAddress buyerAddress;
    private final @Nullable String sellerVatId;
    private final @Nullable String buyerVatId;
    private final boolean notSubject;

    private TradeTerms(Invoice invoice, PostalAddress seller, PostalAddress buyer) {
        this.invoice = invoice;
        this.sellerAddress = seller;
        this.buyerAddress = buyer;
        this.sellerVatId = vatId(invoice.seller().taxIdentifier(), seller.countryCode());
        this.buyerVatId = vatId(buyerIdentifier(), buyer.countryCode());
        this.notSubject = !isReversed() && isUntaxed() && isOutside();
    }

    /// Nothing if it is not known where both are, or if the tax asks for an identifier that is not known.
    static Optional<TradeTerms> of(Invoice invoice) {
        PostalAddress seller = invoice.seller().address();
        AddressData buyer = invoice.address();
        return seller == null || buyer == null
                ? Optional.empty()
                : Optional.of(new TradeTerms(invoice, seller, plain(buyer))).filter(TradeTerms::isIdentified);
    }

    Party seller() {
        MerchantData seller = invoice.seller();
        String number = Legible.of(seller.taxIdentifier());
        String name = named(seller.name(), seller.slug());
        return new Party(
                seller.id(),
                name,
                name,
                Legible.of(seller.supportEmail()),
                notSubject ? null : sellerVatId,
                notSubject || sellerVatId == null ? number : null,
                legible(sellerAddress));
    }

    Party buyer() {
        CustomerData buyer = invoice.buyer();
        String person = Legible.of(buyer.name());
        Company company = invoice.company();
        return new Party(
                buyer.id(),
                named(company == null ? null : company.name(), named(person, buyer.email())),
                person,
                buyer.email(),
                notSubject ? null : buyerVatId,
                null,
                legible(buyerAddress));
    }

    /// @param rate a fraction such as `"0.19"`
    TaxCategory category(String rate) {
        if (!isZero(rate)) return TaxCategory.STANDARD;
        if (isReversed()) return TaxCategory.REVERSE_CHARGE;
        if (notSubject) return TaxCategory.NOT_SUBJECT;
        return isUntaxed() ? TaxCategory.EXEMPT : TaxCategory.ZERO_RATED;
    }

    /// Why no tax is charged, where that has to be said: as it is printed, in the reader's language.
    String taxText() {
        Language language =
                Language.best(invoice.buyer().locale(), invoice.seller().locale());
        return isReversed() ? Messages.in(language).text("invoice.reverse_charge") : EXEMPT;
    }

    private boolean isReversed() {
        return Taxation.REVERSE_CHARGE.equals(invoice.transaction().details().taxTreatment());
    }

    // A rate of zero that has a name was decided upon: that is a tax.
    private boolean isUntaxed() {
        return invoice.transaction().details().taxRatesUsed().stream()
                .allMatch(used -> isZero(used.taxRate()) && used.name() == null);
    }

    // Where nothing is taxed, the country's tax has no part in what somebody without its number sells, or in
    // services to those who are elsewhere. The norm lets neither number be called a VAT identifier then.
    private boolean isOutside() {
        String seller = sellerAddress.countryCode();
        String buyer = buyerAddress.countryCode();
        boolean elsewhere =
                !seller.equals(buyer) && !(TaxIdentifier.isOfUnion(seller) && TaxIdentifier.isOfUnion(buyer));
        return sellerVatId == null || elsewhere;
    }

    private boolean isIdentified() {
        boolean seller = Legible.of(invoice.seller().taxIdentifier()) != null;
        return notSubject || (seller && (!isReversed() || buyerVatId != null));
    }

    private static boolean isZero(String rate) {
        return Rate.of(rate).digits().signum() == 0;
    }

    private @Nullable String buyerIdentifier() {
        Company company = invoice.company();
        return company == null ? null : company.taxIdentifier();
    }

    // With its country's letters, by which the norm tells it from other numbers. Greece has two of its own.
    private static @Nullable String vatId(@Nullable String identifier, String country) {
        String said = Legible.of(identifier);
        if (said == null) return null;
        String plain = BETWEEN.matcher(said).replaceAll("").toUpperCase(Locale.ROOT);
        String letters = country.equals("GR") ? "EL" : country;
        if (plain.startsWith(letters)) return plain;
        return TaxIdentifier.isValid(plain, country) ? letters + plain : null;
    }

    private static String named(@Nullable String name, String otherwise) {
        String legible = Legible.of(name);
        return legible == null ? otherwise : legible;
    }

    private static PostalAddress plain(AddressData of) {
        return new PostalAddress(
                of.firstLine(), of.secondLine(), of.city(), of.postalCode(), of.region(), of.countryCode());
    }

    private static PostalAddress legible(PostalAddress of) {
        return new PostalAddress(
                Legible.of(of.firstLine()),
                Legible.of(of.secondLine()),
                Legible.of(of.city()),
                Legible.of(of.postalCode()),
                Legible.of(of.region()),
                of.countryCode());
    }
}
