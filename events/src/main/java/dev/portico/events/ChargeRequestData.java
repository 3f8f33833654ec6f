package dev.portico.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A subscription asks for money: for a new period, a change or something extra. Billing answers with a transaction
/// whose id is derived from this request's.
///
/// @param origin Paddle's word for why: `subscription_recurring`, `subscription_charge` or `subscription_update`
/// @param collectionMode `automatic` charges the saved method, `manual` makes an invoice to pay
/// @param billingPeriod what is paid for; absent for something extra
/// @param creditToBalance minor units to credit to the customer's balance instead of charging; absent if nothing is
/// @param onPaymentFailure `prevent_change` or `apply_change`; absent where it does not matter
/// @param testTime what time it is for a customer who lives on a test clock; absent for everybody else
public record ChargeRequestData(
        String id,
        String subscriptionId,
        String customerId,
        @Nullable String addressId,
        @Nullable String businessId,
        String currencyCode,
        String origin,
        String collectionMode,
        @Nullable BillingDetails billingDetails,
        @Nullable String discountId,
        @Nullable PeriodData billingPeriod,
        List<Item> items,
        @Nullable String creditToBalance,
        @Nullable String onPaymentFailure,
        @Nullable Instant testTime) {

    /// What is to be paid.
    ///
    /// @param proration set if only a part of the period is charged; its share of the price is the amount
    public record Item(
            PriceData price,
            ProductData product,
            int quantity,
            @Nullable Proration proration) {}
}
