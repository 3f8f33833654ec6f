package dev.portico.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A payment asked for or made, as Paddle shapes it.
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
        @Nullable Instant revisedAt) {

    /// What is bought. The price is a snapshot, taken when the transaction was made.
    public record Item(
            @Nullable String priceId,
            PriceData price,
            int quantity,
            @Nullable Proration proration) {}

    /// The calculated side of a transaction.
    public record Details(List<TaxRateUsed> taxRatesUsed, Totals totals, List<LineItem> lineItems) {}

    /// What was taxed at one rate.
    ///
    /// @param taxRate a fraction as a string: `"0.19"`
    public record TaxRateUsed(String taxRate, LineTotals totals) {}

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
    public record MethodDetails(String type, @Nullable CardData card) {}

    /// Where the customer can pay.
    public record Checkout(@Nullable String url) {}
}
