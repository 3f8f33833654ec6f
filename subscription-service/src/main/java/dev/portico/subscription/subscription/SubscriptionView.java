package dev.portico.subscription.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portico.chassis.http.Identified;
import dev.portico.events.SubscriptionData;
import dev.portico.subscription.subscription.SubscriptionPreview.NextTransaction;
import org.jspecify.annotations.Nullable;

/// A subscription as the API shows it: what its events hold, where its customer manages it, and what was asked for
/// beside it.
record SubscriptionView(
        @JsonUnwrapped SubscriptionData subscription,
        Links managementUrls,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable NextTransaction nextTransaction,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Quote recurringTransactionDetails)
        implements Identified {

    /// Pages of the merchant's portal.
    ///
    /// @param updatePaymentMethod absent where nothing is collected automatically
    record Links(@Nullable String updatePaymentMethod, String cancel) {}

    @Override
    public String id() {
        return subscription.id();
    }
}
