package dev.portico.billing.transaction;

import dev.portico.events.PriceData;
import dev.portico.events.Proration;
import dev.portico.events.TransactionData.Details;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What something would come to. Nothing of it is stored.
record Preview(
        @Nullable String customerId,
        @Nullable String addressId,
        @Nullable String businessId,
        String currencyCode,
        @Nullable String discountId,
        @Nullable String customerIpAddress,
        @Nullable Place address,
        boolean ignoreTrials,
        List<Item> items,
        Details details,
        List<String> availablePaymentMethods) {

    /// Where the customer is, as far as it matters for tax.
    record Place(@Nullable String postalCode, @Nullable String countryCode) {}

    /// One item. Those that are not in the totals are only shown.
    record Item(
            PriceData price,
            int quantity,
            boolean includeInTotals,
            @Nullable Proration proration) {}

    /// What is to be previewed.
    record Request(
            @Nullable List<NewItem> items,
            @Nullable String customerId,
            @Nullable String addressId,
            @Nullable String businessId,
            @Nullable String currencyCode,
            @Nullable String discountId,
            @Nullable String customerIpAddress,
            @Nullable Place address,
            @Nullable Boolean ignoreTrials) {}
}
