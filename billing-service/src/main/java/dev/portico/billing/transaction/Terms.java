package dev.portico.billing.transaction;

import dev.portico.chassis.error.Fields;
import dev.portico.events.BillingDetails;
import dev.portico.events.DurationData;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a bill is to be paid, as a merchant says it.
record Terms(
        @Nullable Boolean enableCheckout,
        @Nullable String purchaseOrderNumber,
        @Nullable String additionalInformation,
        @Nullable Span paymentTerms) {

    private static final Set<String> INTERVALS = Set.of("day", "week", "month", "year");
    private static final int LONGEST = 999;

    /// A number of calendar units.
    record Span(@Nullable String interval, @Nullable Integer frequency) {

        void check(Fields fields, String path) {
            fields.required(path + ".interval", interval)
                    .oneOf(path + ".interval", interval, INTERVALS)
                    .required(path + ".frequency", frequency)
                    .range(path + ".frequency", frequency, 1, LONGEST);
        }

        DurationData data() {
            return new DurationData(Objects.requireNonNull(interval), Objects.requireNonNull(frequency));
        }
    }

    void check(Fields fields) {
        fields.text("billing_details.purchase_order_number", purchaseOrderNumber, 100)
                .text("billing_details.additional_information", additionalInformation, 1500)
                .required("billing_details.payment_terms", paymentTerms);
        if (paymentTerms != null) paymentTerms.check(fields, "billing_details.payment_terms");
    }

    BillingDetails data() {
        return new BillingDetails(
                Boolean.TRUE.equals(enableCheckout),
                purchaseOrderNumber,
                additionalInformation,
                Objects.requireNonNull(paymentTerms).data());
    }
}
