package dev.portico.invoice.einvoice;

import dev.portico.chassis.money.Money;
import dev.portico.events.PostalAddress;
import dev.portico.invoice.einvoice.ElectronicInvoice.BankAccount;
import dev.portico.invoice.einvoice.ElectronicInvoice.Line;
import dev.portico.invoice.einvoice.ElectronicInvoice.Party;
import dev.portico.invoice.einvoice.ElectronicInvoice.Payment;
import dev.portico.invoice.einvoice.ElectronicInvoice.Period;
import dev.portico.invoice.einvoice.ElectronicInvoice.Preceding;
import dev.portico.invoice.einvoice.ElectronicInvoice.Taxed;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes an invoice in OASIS' syntax, version 2.1; for Germans as their XRechnung. The order of the elements is
/// the schema's.
final class UniversalBusinessLanguage {

    private static final String XRECHNUNG = Syntax.EN_16931 + "#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";
    private static final String PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
    private static final String PREFIX = "urn:oasis:names:specification:ubl:schema:xsd:";
    // XRechnung wants a telephone number; nobody is asked for one here. This is warned of, and not refused.
    private static final String NO_TELEPHONE = "n/a";

    private final ElectronicInvoice invoice;
    private final String kind;
    private final Xml xml;

    UniversalBusinessLanguage(ElectronicInvoice invoice) {
        this.invoice = invoice;
        this.kind = invoice.isCredit() ? "CreditNote" : "Invoice";
        this.xml = new Xml(Map.of(
                "", PREFIX + kind + "-2",
                "cac", PREFIX + "CommonAggregateComponents-2",
                "cbc", PREFIX + "CommonBasicComponents-2"));
    }

    byte[] bytes() {
        return xml.document(kind, () -> {
            head();
            references();
            xml.element("cac:AccountingSupplierParty", () -> party(invoice.seller(), true));
            xml.element("cac:AccountingCustomerParty", () -> party(invoice.buyer(), false));
            xml.element("cac:Delivery", () -> xml.text("cbc:ActualDeliveryDate", invoice.suppliedOn()));
            xml.element("cac:PaymentMeans", () -> payment(invoice.payment()));
            xml.element("cac:TaxTotal", this::taxes);
            xml.element("cac:LegalMonetaryTotal", this::totals);
            for (int i = 0; i < invoice.lines().size(); i++) {
                String id = Integer.toString(i + 1);
                Line line = invoice.lines().get(i);
                xml.element("cac:" + kind + "Line", () -> line(id, line));
            }
        });
    }

    private void head() {
        boolean german = invoice.isXRechnung();
        xml.text("cbc:CustomizationID", german ? XRECHNUNG : Syntax.EN_16931);
        xml.text("cbc:ProfileID", german ? PROFILE : null);
        xml.text("cbc:ID", invoice.number());
        xml.text("cbc:IssueDate", invoice.issuedOn());
        if (!invoice.isCredit()) xml.text("cbc:DueDate", invoice.dueOn());
        xml.text("cbc:" + kind + "TypeCode", Syntax.typeCode(invoice));
        xml.text("cbc:Note", invoice.note());
        xml.text("cbc:DocumentCurrencyCode", invoice.currency());
        xml.text("cbc:BuyerReference", invoice.buyerReference());
    }

    private void references() {
        Period period = invoice.period();
        if (period != null)
            xml.element("cac:InvoicePeriod", () -> {
                xml.text("cbc:StartDate", period.from());
                xml.text("cbc:EndDate", period.to());
            });
        if (invoice.purchaseOrder() != null)
            xml.element("cac:OrderReference", () -> xml.text("cbc:ID", invoice.purchaseOrder()));
        Preceding corrects = invoice.corrects();
        if (corrects != null)
            xml.element(
                    "cac:BillingReference",
                    () -> xml.element("cac:InvoiceDocumentReference", () -> {
                        xml.text("cbc:ID", corrects.number());
                        xml.text("cbc:IssueDate", corrects.issuedOn());
                    }));
    }

    private void party(Party party, boolean seller) {
        xml.element("cac:Party", () -> {
            xml.text("cbc:EndpointID", party.email(), "schemeID", Syntax.BY_EMAIL);
            xml.element("cac:PartyIdentification", () -> xml.text("cbc:ID", party.id()));
            xml.element("cac:PostalAddress", () -> address(party.address()));
            registration(party.vatId(), Syntax.VAT);
            registration(party.taxNumber(), "FC");
            xml.element("cac:PartyLegalEntity", () -> xml.text("cbc:RegistrationName", party.name()));
            if (party.contact() != null) xml.element("cac:Contact", () -> contact(party, seller));
        });
    }

    private void contact(Party party, boolean seller) {
        xml.text("cbc:Name", party.contact());
        xml.text("cbc:Telephone", seller && invoice.isXRechnung() ? NO_TELEPHONE : null);
        xml.text("cbc:ElectronicMail", party.email());
    }

    private void address(PostalAddress address) {
        xml.text("cbc:StreetName", address.firstLine());
        xml.text("cbc:AdditionalStreetName", address.secondLine());
        xml.text("cbc:CityName", address.city());
        xml.text("cbc:PostalZone", address.postalCode());
        xml.text("cbc:CountrySubentity", address.region());
        xml.element("cac:Country", () -> xml.text("cbc:IdentificationCode", address.countryCode()));
    }

    private void registration(@Nullable String id, String scheme) {
        if (id == null) return;
        xml.element("cac:PartyTaxScheme", () -> {
            xml.text("cbc:CompanyID", id);
            scheme(scheme);
        });
    }

    private void payment(Payment payment) {
        var card = payment.card();
        BankAccount account = payment.account();
        xml.text("cbc:PaymentMeansCode", payment.means().code());
        if (card != null)
            xml.element("cac:CardAccount", () -> {
                xml.text("cbc:PrimaryAccountNumberID", card.last4());
                xml.text("cbc:NetworkID", card.type());
                xml.text("cbc:HolderName", card.cardholderName());
            });
        if (account == null) return;
        xml.element("cac:PayeeFinancialAccount", () -> {
            xml.text("cbc:ID", account.iban());
            xml.text("cbc:Name", account.holder());
            if (account.bic() != null)
                xml.element("cac:FinancialInstitutionBranch", () -> xml.text("cbc:ID", account.bic()));
        });
    }

    private void taxes() {
        amount("cbc:TaxAmount", invoice.tax());
        for (Taxed taxed : invoice.taxes())
            xml.element("cac:TaxSubtotal", () -> {
                amount("cbc:TaxableAmount", taxed.basis());
                amount("cbc:TaxAmount", taxed.tax());
                xml.element("cac:TaxCategory", () -> {
                    xml.text("cbc:ID", taxed.category().code());
                    xml.text("cbc:Percent", taxed.percent());
                    xml.text("cbc:TaxExemptionReasonCode", taxed.category().exemption());
                    xml.text("cbc:TaxExemptionReason", Syntax.reason(invoice, taxed));
                    scheme(Syntax.VAT);
                });
            });
    }

    private void totals() {
        amount("cbc:LineExtensionAmount", invoice.net());
        amount("cbc:TaxExclusiveAmount", invoice.net());
        amount("cbc:TaxInclusiveAmount", invoice.gross());
        if (!invoice.prepaid().isZero()) amount("cbc:PrepaidAmount", invoice.prepaid());
        amount("cbc:PayableAmount", invoice.due());
    }

    private void line(String id, Line line) {
        xml.text("cbc:ID", id);
        xml.text(
                invoice.isCredit() ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity",
                line.quantity(),
                "unitCode",
                Syntax.PIECE);
        amount("cbc:LineExtensionAmount", line.net());
        if (!line.discount().isZero())
            xml.element("cac:AllowanceCharge", () -> {
                xml.text("cbc:ChargeIndicator", false);
                xml.text("cbc:AllowanceChargeReasonCode", Syntax.DISCOUNT);
                amount("cbc:Amount", line.discount());
            });
        xml.element("cac:Item", () -> {
            xml.text("cbc:Description", line.description());
            xml.text("cbc:Name", line.name());
            xml.element("cac:ClassifiedTaxCategory", () -> {
                xml.text("cbc:ID", line.category().code());
                xml.text("cbc:Percent", Syntax.percent(line));
                scheme(Syntax.VAT);
            });
        });
        xml.element("cac:Price", () -> {
            amount("cbc:PriceAmount", line.price());
            xml.text("cbc:BaseQuantity", line.priceFor(), "unitCode", Syntax.PIECE);
        });
    }

    private void scheme(String scheme) {
        xml.element("cac:TaxScheme", () -> xml.text("cbc:ID", scheme));
    }

    private void amount(String name, Money amount) {
        xml.text(name, Xml.amount(amount), "currencyID", invoice.currency());
    }
}
