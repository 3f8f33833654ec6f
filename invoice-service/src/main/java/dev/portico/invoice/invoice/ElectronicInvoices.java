package dev.portico.invoice.invoice;

import dev.portico.invoice.einvoice.ElectronicInvoice;
import dev.portico.invoice.einvoice.Syntax;
import java.util.Optional;

/// Invoices and credit notes as machines read them, by EN 16931. There is none where the norm cannot say what was
/// billed:
///
/// - it is not known in which countries both are, or that the seller has the tax number that his tax asks for;
///   where the buyer owes the tax himself, his VAT identifier;
/// - the currency has more than two digits behind the point;
/// - the amounts do not keep the norm's sums. Tax is rounded line by line here, and may be less than one whole
///   unit of the currency off what comes of the sum. A few lines in a currency without cents, or the tax alone
///   that is given back, can be more.
final class ElectronicInvoices {

    private ElectronicInvoices() {}

    /// To be embedded in a PDF as `factur-x.xml`.
    static Optional<byte[]> cii(Invoice invoice) {
        return in(Syntax.CII, invoice);
    }

    /// To be embedded in a PDF as `factur-x.xml`.
    static Optional<byte[]> cii(CreditNote note) {
        return in(Syntax.CII, note);
    }

    static Optional<byte[]> in(Syntax syntax, Invoice invoice) {
        return InvoiceTerms.of(invoice).filter(ElectronicInvoice::isSound).map(syntax::write);
    }

    static Optional<byte[]> in(Syntax syntax, CreditNote note) {
        return CreditNoteTerms.of(note).filter(ElectronicInvoice::isSound).map(syntax::write);
    }
}
