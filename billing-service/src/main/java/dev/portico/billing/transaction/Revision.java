package dev.portico.billing.transaction;

import dev.portico.events.TransactionData.RevisedDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a bill says of its buyer since it was revised, and when that was.
record Revision(RevisedDetails details, Instant at) {

    static final RevisedDetails NOTHING = new RevisedDetails(null, null, null, null, null, null, null);

    /// What one revision says on top of what those before it said.
    static RevisedDetails over(RevisedDetails before, RevisedDetails now) {
        return new RevisedDetails(
                or(now.customerName(), before.customerName()),
                or(now.businessName(), before.businessName()),
                or(now.taxIdentifier(), before.taxIdentifier()),
                or(now.firstLine(), before.firstLine()),
                or(now.secondLine(), before.secondLine()),
                or(now.city(), before.city()),
                or(now.region(), before.region()));
    }

    static boolean namesPlace(RevisedDetails details) {
        return details.firstLine() != null
                || details.secondLine() != null
                || details.city() != null
                || details.region() != null;
    }

    private static @Nullable String or(@Nullable String said, @Nullable String otherwise) {
        return said == null ? otherwise : said;
    }
}
