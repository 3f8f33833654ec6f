package dev.portico.invoice.settings;

import dev.portico.chassis.store.Owned;

/// What a merchant has decided for its invoices.
///
/// @param id the merchant's
record InvoiceSettings(String id, String merchantId, Printed printed) implements Owned {

    /// What holds until the merchant decides.
    static InvoiceSettings usual(String merchantId) {
        return new InvoiceSettings(merchantId, merchantId, Printed.NOTHING);
    }
}
