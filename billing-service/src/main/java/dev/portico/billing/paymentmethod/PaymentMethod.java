package dev.portico.billing.paymentmethod;

import static dev.portico.events.BillingEvents.PAYMENT_METHOD_DELETED;
import static dev.portico.events.BillingEvents.PAYMENT_METHOD_SAVED;

import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.CardData;
import dev.portico.events.PaymentMethodData;
import dev.portico.events.PaypalData;
import dev.portico.events.SepaDebitData;
import dev.portico.events.TransactionData.MethodDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A saved way to pay.
///
/// @param reference the provider's name for it, which leaves this service only towards the provider; absent once it is
/// deleted
/// @param type `card`, `paypal` or `sepa_debit`; the field of that name is not null
/// @param origin Paddle's word for what it was saved for
public record PaymentMethod(
        String id,
        String merchantId,
        String customerId,
        @Nullable String addressId,
        @Nullable String reference,
        String type,
        @Nullable CardData card,
        String origin,
        boolean deleted,
        Instant savedAt,
        Instant updatedAt,
        @Nullable PaypalData paypal,
        @Nullable SepaDebitData sepaDebit)
        implements Owned {

    static final String PURCHASE = "saved_during_purchase";
    static final String SUBSCRIPTION = "subscription";

    /// What may be shown of it on a receipt.
    public MethodDetails details() {
        return new MethodDetails(type, card, paypal, sepaDebit);
    }

    Change<PaymentMethod> saved() {
        return Change.to(this).telling(PAYMENT_METHOD_SAVED, data(null));
    }

    Change<PaymentMethod> deleted(Instant now) {
        if (deleted) return Change.to(this);
        var gone = new PaymentMethod(
                id, merchantId, customerId, addressId, null, type, card, origin, true, savedAt, now, paypal, sepaDebit);
        return Change.to(gone).telling(PAYMENT_METHOD_DELETED, gone.data("api"));
    }

    PaymentMethodData data(@Nullable String deletionReason) {
        return new PaymentMethodData(
                id, customerId, addressId, type, card, origin, savedAt, updatedAt, deletionReason, paypal, sepaDebit);
    }
}
