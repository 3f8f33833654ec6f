package dev.portico.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A payment asked for or made, as Paddle shapes it.
///
/// @param revisedDetails who the bill is made out to since it was revised; absent if it never was
public record TransactionData(
        String id,
        String status,
        @Nullable String customerId,
        @Nullable String addressId,
        @Nullable String businessId,
        @Nullable Map<String, Object> customData,
        String currencyCode,
        String origin,
        @Nullable String subscriptionId,
        @Nullable String invoiceId,
        @Nullable String invoiceNumber,
        String collectionMode,
        @Nullable String discountId,
        @Nullable BillingDetails billingDetails,
        @Nullable PeriodData billingPeriod,
        List<Item> items,
        Details details,
        List<Payment> payments,
        @Nullable Checkout checkout,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant billedAt,
        @Nullable Instant revisedAt,
        @Nullable RevisedDetails revisedDetails) {

    /// One that was never revised.
    public TransactionData(
            String id,
            String status,
            @Nullable String customerId,
            @Nullable String addressId,
            @Nullable String businessId,
            @Nullable Map<String, Object> customData,
            String currencyCode,
            String origin,
            @Nullable String subscriptionId,
            @Nullable String invoiceId,
            @Nullable String invoiceNumber,
            String collectionMode,
            @Nullable String discountId,
            @Nullable BillingDetails billingDetails,
            @Nullable PeriodData billingPeriod,
            List<Item> items,
            Details details,
            List<Payment> payments,
            @Nullable Checkout checkout,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant billedAt,
            @Nullable Instant revisedAt) {
        this(
                id,
                status,
                customerId,
                addressId,
                businessId,
                customData,
                currencyCode,
                origin,
                subscriptionId,
                invoiceId,
                invoiceNumber,
                collectionMode,
                discountId,
                billingDetails,
                billingPeriod,
                items,
                details,
                payments,
                checkout,
                createdAt,
                updatedAt,
                billedAt,
                revisedAt,
                null);
    }

    /// Who a revised bill is made out to. What is absent was not revised.
    public record RevisedDetails(
            @Nullable String customerName,
            @Nullable String businessName,
            @Nullable String taxIdentifier,
            @Nullable String firstLine,
            @Nullable String secondLine,
            @Nullable String city,
            @Nullable String region) {}

    /// What is bought. The price is a snapshot, taken when the transaction was made.
    public record Item(
            @Nullable String priceId,
            PriceData price,
            int quantity,
            @Nullable Proration proration) {}

    /// The calculated side of a transaction.
    ///
    /// @param adjustedTotals what is left after refunds and credits; absent if there were none
    /// @param taxTreatment `reverse_charge` if the buyer owes the tax himself; absent otherwise
    public record Details(
            List<TaxRateUsed> taxRatesUsed,
            Totals totals,
            @Nullable AdjustedTotals adjustedTotals,
            List<LineItem> lineItems,
            @Nullable String taxTreatment) {

        /// One of which nothing was given back, and with nothing special about its tax.
        public Details(List<TaxRateUsed> taxRatesUsed, Totals totals, List<LineItem> lineItems) {
            this(taxRatesUsed, totals, null, lineItems, null);
        }
    }

    /// Amounts of the whole transaction after what was given back, in minor units.
    public record AdjustedTotals(String subtotal, String tax, String total, String grandTotal, String currencyCode) {}

    /// What was taxed at one rate.
    ///
    /// @param taxRate a fraction as a string: `"0.19"`
    /// @param name what the merchant calls this tax, such as `VAT`; absent if nothing
    public record TaxRateUsed(
            String taxRate, LineTotals totals, @Nullable String name) {

        /// One without a name.
        public TaxRateUsed(String taxRate, LineTotals totals) {
            this(taxRate, totals, null);
        }
    }

    /// Amounts of the whole transaction, in minor units.
    public record Totals(
            String subtotal,
            String discount,
            String tax,
            String total,
            String credit,
            String creditToBalance,
            String balance,
            String grandTotal,
            String currencyCode) {}

    /// Amounts of one line or one unit, in minor units.
    public record LineTotals(String subtotal, String discount, String tax, String total) {}

    /// One line of the bill.
    public record LineItem(
            String id,
            @Nullable String priceId,
            int quantity,
            @Nullable Proration proration,
            String taxRate,
            LineTotals unitTotals,
            LineTotals totals,
            ProductData product) {}

    /// One attempt to collect the money.
    public record Payment(
            String paymentAttemptId,
            @Nullable String paymentMethodId,
            String amount,
            String status,
            @Nullable String errorCode,
            @Nullable MethodDetails methodDetails,
            Instant createdAt,
            @Nullable Instant capturedAt) {}

    /// What was used to pay.
    ///
    /// @param type `card`, `paypal` or `sepa_debit`; the field of that name is not null
    public record MethodDetails(
            String type,
            @Nullable CardData card,
            @Nullable PaypalData paypal,
            @Nullable SepaDebitData sepaDebit) {}

    /// Where the customer can pay.
    public record Checkout(@Nullable String url) {}
}
