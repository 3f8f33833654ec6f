package dev.portico.invoice.invoice;

import dev.portico.events.AddressData;
import dev.portico.events.CustomerData;
import dev.portico.events.TransactionData.RevisedDetails;
import dev.portico.invoice.invoice.Invoice.Company;
import org.jspecify.annotations.Nullable;

/// Who a bill is made out to after it was revised. What the revision does not name stays as it was.
final class Revised {

    private Revised() {}

    static CustomerData buyer(CustomerData before, RevisedDetails by) {
        return new CustomerData(
                before.id(),
                or(by.customerName(), before.name()),
                before.email(),
                before.marketingConsent(),
                before.status(),
                before.customData(),
                before.locale(),
                before.createdAt(),
                before.updatedAt(),
                before.importMeta(),
                before.testClockId());
    }

    static @Nullable Company company(@Nullable Company before, RevisedDetails by) {
        var known = before == null ? new Company(null, null) : before;
        var after = new Company(or(by.businessName(), known.name()), or(by.taxIdentifier(), known.taxIdentifier()));
        return after.name() == null && after.taxIdentifier() == null ? null : after;
    }

    static AddressData address(AddressData before, RevisedDetails by) {
        return new AddressData(
                before.id(),
                before.customerId(),
                before.description(),
                or(by.firstLine(), before.firstLine()),
                or(by.secondLine(), before.secondLine()),
                or(by.city(), before.city()),
                before.postalCode(),
                or(by.region(), before.region()),
                before.countryCode(),
                before.customData(),
                before.status(),
                before.createdAt(),
                before.updatedAt(),
                before.importMeta());
    }

    private static @Nullable String or(@Nullable String said, @Nullable String otherwise) {
        return said == null ? otherwise : said;
    }
}
