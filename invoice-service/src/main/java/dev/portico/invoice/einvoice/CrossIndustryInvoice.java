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
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes an invoice in UN/CEFACT's syntax, as Factur-X and ZUGFeRD embed it. The order of the elements is the
/// schema's.
final class CrossIndustryInvoice {

    private static final String PREFIX = "urn:un:unece:uncefact:data:standard:";
    private static final Map<String, String> NAMESPACES = Map.of(
            "rsm", PREFIX + "CrossIndustryInvoice:100",
            "ram", PREFIX + "ReusableAggregateBusinessInformationEntity:100",
            "udt", PREFIX + "UnqualifiedDataType:100",
            "qdt", PREFIX + "QualifiedDataType:100");

    private final ElectronicInvoice invoice;
    private final Xml xml = new Xml(NAMESPACES);

    CrossIndustryInvoice(ElectronicInvoice invoice) {
        this.invoice = invoice;
    }

    byte[] bytes() {
        return xml.document("rsm:CrossIndustryInvoice", () -> {
            xml.element("rsm:ExchangedDocumentContext", this::context);
            xml.element("rsm:ExchangedDocument", this::head);
            xml.element("rsm:SupplyChainTradeTransaction", this::transaction);
        });
    }

    private void context() {
        xml.element("ram:GuidelineSpecifiedDocumentContextParameter", () -> xml.text("ram:ID", Syntax.EN_16931));
    }

    private void head() {
        xml.text("ram:ID", invoice.number());
        xml.text("ram:TypeCode", Syntax.typeCode(invoice));
        date("ram:IssueDateTime", invoice.issuedOn());
        if (invoice.note() != null) xml.element("ram:IncludedNote", () -> xml.text("ram:Content", invoice.note()));
    }

    private void transaction() {
        for (int i = 0; i < invoice.lines().size(); i++) {
            String id = Integer.toString(i + 1);
            Line line = invoice.lines().get(i);
            xml.element("ram:IncludedSupplyChainTradeLineItem", () -> line(id, line));
        }
        xml.element("ram:ApplicableHeaderTradeAgreement", () -> {
            xml.text("ram:BuyerReference", invoice.buyerReference());
            xml.element("ram:SellerTradeParty", () -> party(invoice.seller()));
            xml.element("ram:BuyerTradeParty", () -> party(invoice.buyer()));
            if (invoice.purchaseOrder() != null)
                xml.element(
                        "ram:BuyerOrderReferencedDocument",
                        () -> xml.text("ram:IssuerAssignedID", invoice.purchaseOrder()));
        });
        xml.element(
                "ram:ApplicableHeaderTradeDelivery",
                () -> xml.element(
                        "ram:ActualDeliverySupplyChainEvent",
                        () -> date("ram:OccurrenceDateTime", invoice.suppliedOn())));
        xml.element("ram:ApplicableHeaderTradeSettlement", this::settlement);
    }

    private void line(String id, Line line) {
        xml.element("ram:AssociatedDocumentLineDocument", () -> xml.text("ram:LineID", id));
        xml.element("ram:SpecifiedTradeProduct", () -> {
            xml.text("ram:Name", line.name());
            xml.text("ram:Description", line.description());
        });
        xml.element(
                "ram:SpecifiedLineTradeAgreement",
                () -> xml.element("ram:NetPriceProductTradePrice", () -> {
                    amount("ram:ChargeAmount", line.price());
                    xml.text("ram:BasisQuantity", line.priceFor(), "unitCode", Syntax.PIECE);
                }));
        xml.element(
                "ram:SpecifiedLineTradeDelivery",
                () -> xml.text("ram:BilledQuantity", line.quantity(), "unitCode", Syntax.PIECE));
        xml.element("ram:SpecifiedLineTradeSettlement", () -> lineSettlement(line));
    }

    private void lineSettlement(Line line) {
        xml.element("ram:ApplicableTradeTax", () -> {
            xml.text("ram:TypeCode", Syntax.VAT);
            xml.text("ram:CategoryCode", line.category().code());
            xml.text("ram:RateApplicablePercent", Syntax.percent(line));
        });
        if (!line.discount().isZero())
            xml.element("ram:SpecifiedTradeAllowanceCharge", () -> {
                xml.element("ram:ChargeIndicator", () -> xml.text("udt:Indicator", false));
                amount("ram:ActualAmount", line.discount());
                xml.text("ram:ReasonCode", Syntax.DISCOUNT);
            });
        xml.element(
                "ram:SpecifiedTradeSettlementLineMonetarySummation", () -> amount("ram:LineTotalAmount", line.net()));
    }

    private void party(Party party) {
        xml.text("ram:ID", party.id());
        xml.text("ram:Name", party.name());
        if (party.contact() != null)
            xml.element("ram:DefinedTradeContact", () -> {
                xml.text("ram:PersonName", party.contact());
                if (party.email() != null)
                    xml.element("ram:EmailURIUniversalCommunication", () -> xml.text("ram:URIID", party.email()));
            });
        xml.element("ram:PostalTradeAddress", () -> address(party.address()));
        if (party.email() != null)
            xml.element(
                    "ram:URIUniversalCommunication",
                    () -> xml.text("ram:URIID", party.email(), "schemeID", Syntax.BY_EMAIL));
        registration(party.vatId(), "VA");
        registration(party.taxNumber(), "FC");
    }

    private void address(PostalAddress address) {
        xml.text("ram:PostcodeCode", address.postalCode());
        xml.text("ram:LineOne", address.firstLine());
        xml.text("ram:LineTwo", address.secondLine());
        xml.text("ram:CityName", address.city());
        xml.text("ram:CountryID", address.countryCode());
        xml.text("ram:CountrySubDivisionName", address.region());
    }

    private void registration(@Nullable String id, String scheme) {
        if (id != null) xml.element("ram:SpecifiedTaxRegistration", () -> xml.text("ram:ID", id, "schemeID", scheme));
    }

    private void settlement() {
        xml.text("ram:InvoiceCurrencyCode", invoice.currency());
        xml.element("ram:SpecifiedTradeSettlementPaymentMeans", () -> payment(invoice.payment()));
        for (Taxed taxed : invoice.taxes()) xml.element("ram:ApplicableTradeTax", () -> taxed(taxed));
        Period period = invoice.period();
        if (period != null)
            xml.element("ram:BillingSpecifiedPeriod", () -> {
                date("ram:StartDateTime", period.from());
                date("ram:EndDateTime", period.to());
            });
        LocalDate due = invoice.dueOn();
        if (due != null) xml.element("ram:SpecifiedTradePaymentTerms", () -> date("ram:DueDateDateTime", due));
        xml.element("ram:SpecifiedTradeSettlementHeaderMonetarySummation", this::totals);
        Preceding corrects = invoice.corrects();
        if (corrects != null)
            xml.element("ram:InvoiceReferencedDocument", () -> {
                xml.text("ram:IssuerAssignedID", corrects.number());
                date("ram:FormattedIssueDateTime", "qdt:DateTimeString", corrects.issuedOn());
            });
    }

    private void payment(Payment payment) {
        var card = payment.card();
        BankAccount account = payment.account();
        xml.text("ram:TypeCode", payment.means().code());
        if (card != null)
            xml.element("ram:ApplicableTradeSettlementFinancialCard", () -> {
                xml.text("ram:ID", card.last4());
                xml.text("ram:CardholderName", card.cardholderName());
            });
        if (account == null) return;
        xml.element("ram:PayeePartyCreditorFinancialAccount", () -> {
            xml.text("ram:IBANID", account.iban());
            xml.text("ram:AccountName", account.holder());
        });
        if (account.bic() != null)
            xml.element("ram:PayeeSpecifiedCreditorFinancialInstitution", () -> xml.text("ram:BICID", account.bic()));
    }

    private void taxed(Taxed taxed) {
        amount("ram:CalculatedAmount", taxed.tax());
        xml.text("ram:TypeCode", Syntax.VAT);
        xml.text("ram:ExemptionReason", Syntax.reason(invoice, taxed));
        amount("ram:BasisAmount", taxed.basis());
        xml.text("ram:CategoryCode", taxed.category().code());
        xml.text("ram:ExemptionReasonCode", taxed.category().exemption());
        xml.text("ram:RateApplicablePercent", taxed.percent());
    }

    private void totals() {
        amount("ram:LineTotalAmount", invoice.net());
        amount("ram:TaxBasisTotalAmount", invoice.net());
        xml.text("ram:TaxTotalAmount", Xml.amount(invoice.tax()), "currencyID", invoice.currency());
        amount("ram:GrandTotalAmount", invoice.gross());
        if (!invoice.prepaid().isZero()) amount("ram:TotalPrepaidAmount", invoice.prepaid());
        amount("ram:DuePayableAmount", invoice.due());
    }

    private void amount(String name, Money amount) {
        xml.text(name, Xml.amount(amount));
    }

    private void date(String name, LocalDate date) {
        date(name, "udt:DateTimeString", date);
    }

    private void date(String name, String form, LocalDate date) {
        xml.element(name, () -> xml.text(form, DateTimeFormatter.BASIC_ISO_DATE.format(date), "format", "102"));
    }
}
