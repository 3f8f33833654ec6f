package dev.portico.billing.paymentmethod;

import dev.portico.events.CardData;
import dev.portico.events.PaypalData;
import dev.portico.events.SepaDebitData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A saved way to pay, as Paddle's API shows it. Kinds of methods that nobody here can save yet are there as null.
///
/// @param sepaDebit ours: Paddle keeps no such methods
public record PaymentMethodView(
        String id,
        String customerId,
        @Nullable String addressId,
        String type,
        @Nullable CardData card,
        @Nullable Paypal paypal,
        @Nullable LocalCard southKoreaLocalCard,
        @Nullable Underlying underlyingDetails,
        String origin,
        Instant savedAt,
        Instant updatedAt,
        @Nullable SepaDebitData sepaDebit) {

    /// A PayPal account.
    public record Paypal(String email, String reference) {}

    /// A card of a South Korean issuer.
    public record LocalCard(String type, String last4) {}

    /// What a wallet draws on.
    public record Underlying(LocalCard koreaLocal) {}

    static PaymentMethodView of(PaymentMethod method) {
        return new PaymentMethodView(
                method.id(),
                method.customerId(),
                method.addressId(),
                method.type(),
                method.card(),
                paypal(method.paypal()),
                null,
                null,
                method.origin(),
                method.savedAt(),
                method.updatedAt(),
                method.sepaDebit());
    }

    private static @Nullable Paypal paypal(@Nullable PaypalData paypal) {
        return paypal == null ? null : new Paypal(paypal.email(), paypal.reference());
    }
}
