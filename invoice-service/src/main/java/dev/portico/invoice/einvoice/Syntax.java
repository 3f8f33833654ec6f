package dev.portico.invoice.einvoice;

import dev.portico.invoice.einvoice.ElectronicInvoice.Line;
import dev.portico.invoice.einvoice.ElectronicInvoice.Taxed;
import org.jspecify.annotations.Nullable;

/// What EN 16931 may be written in, and what both have in common.
public enum Syntax {
    /// UN/CEFACT Cross Industry Invoice, in the profile EN 16931 of Factur-X and ZUGFeRD.
    CII {
        @Override
        public byte[] write(ElectronicInvoice invoice) {
            return new CrossIndustryInvoice(invoice).bytes();
        }
    },
    /// Universal Business Language 2.1, as XRechnung 3.0 where a German sells or buys.
    UBL {
        @Override
        public byte[] write(ElectronicInvoice invoice) {
            return new UniversalBusinessLanguage(invoice).bytes();
        }
    };

    static final String EN_16931 = "urn:cen.eu:en16931:2017";
    static final String VAT = "VAT";
    static final String DISCOUNT = "95";
    static final String BY_EMAIL = "EM";
    static final String PIECE = "C62";

    /// The document, in UTF-8.
    public abstract byte[] write(ElectronicInvoice invoice);

    static String typeCode(ElectronicInvoice invoice) {
        return invoice.isCredit() ? "381" : "380";
    }

    /// What is not subject to the tax has no rate.
    static @Nullable String percent(Line line) {
        return line.category() == TaxCategory.NOT_SUBJECT ? null : Taxed.percent(line.rate());
    }

    /// Why no tax is charged; only asked for where none is.
    static @Nullable String reason(ElectronicInvoice invoice, Taxed taxed) {
        return switch (taxed.category()) {
            case REVERSE_CHARGE, EXEMPT -> invoice.taxText();
            case STANDARD, ZERO_RATED, NOT_SUBJECT -> null;
        };
    }
}
