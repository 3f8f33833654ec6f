package dev.portico.billing.transaction;

import dev.portico.chassis.error.Fields;
import dev.portico.events.PeriodData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a merchant wants to be paid, as he says it.
///
/// @param status `draft`, `ready` or `billed`; whichever of the first two fits if it is absent
/// @param paymentMethodId what to charge now, with nobody present; without it the customer pays at `checkout.url`
record NewTransaction(
        @Nullable String customerId,
        @Nullable String addressId,
        @Nullable String businessId,
        @Nullable String discountId,
        @Nullable List<NewItem> items,
        @Nullable String currencyCode,
        @Nullable String collectionMode,
        @Nullable Terms billingDetails,
        @Nullable PeriodData billingPeriod,
        @Nullable String status,
        @Nullable Map<String, Object> customData,
        @Nullable String paymentMethodId) {

    private static final Set<String> MODES = Set.of(Transaction.AUTOMATIC, Transaction.MANUAL);
    private static final Set<String> STATUSES = Set.of(Transaction.DRAFT, Transaction.READY, Transaction.BILLED);

    boolean isManual() {
        return Transaction.MANUAL.equals(collectionMode);
    }

    boolean isToBeBilled() {
        return Transaction.BILLED.equals(status);
    }

    void check() {
        var fields = Fields.check()
                .freeForm("custom_data", customData)
                .oneOf("collection_mode", collectionMode, MODES)
                .oneOf("status", status, STATUSES);
        checkTerms(fields, isManual(), billingDetails);
        checkPeriod(fields, billingPeriod);
        if (customerId == null && (isToBeBilled() || Transaction.READY.equals(status) || paymentMethodId != null))
            fields.wrong("customer_id", "is required");
        if (isToBeBilled() && !isManual()) fields.wrong("status", "can only be billed if collection_mode is manual");
        if (isManual() && paymentMethodId != null)
            fields.wrong("payment_method_id", "is only charged if collection_mode is automatic");
        fields.orRefuse();
        checkBuyer(customerId, addressId, businessId);
    }

    static void checkBuyer(@Nullable String customerId, @Nullable String addressId, @Nullable String businessId) {
        var fields = Fields.check();
        if (customerId == null && addressId != null) fields.wrong("address_id", "needs a customer_id");
        if (customerId == null && businessId != null) fields.wrong("business_id", "needs a customer_id");
        fields.orRefuse();
    }

    static void checkTerms(Fields fields, boolean manual, @Nullable Terms terms) {
        if (manual && terms == null) fields.wrong("billing_details", "is required if collection_mode is manual");
        if (!manual && terms != null) fields.wrong("billing_details", "is only for collection_mode manual");
        if (terms != null) terms.check(fields);
    }

    static void checkPeriod(Fields fields, @Nullable PeriodData period) {
        if (period == null) return;
        fields.required("billing_period.starts_at", period.startsAt())
                .required("billing_period.ends_at", period.endsAt());
        if (period.startsAt() != null
                && period.endsAt() != null
                && !period.startsAt().isBefore(period.endsAt()))
            fields.wrong("billing_period.ends_at", "must be after starts_at");
    }
}
