package dev.portico.billing.provider.stripe;

import com.stripe.model.StripeError;
import dev.portico.billing.provider.PaymentProvider.Outcome.Declined;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stripe's reasons in Paddle's words.
final class Declines {

    static final Declined AUTHENTICATION = new Declined("authentication_failed");

    private static final String DECLINED = "declined";

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("insufficient_funds", "not_enough_balance"),
            Map.entry("expired_card", "expired_card"),
            Map.entry("authentication_required", AUTHENTICATION.errorCode()),
            Map.entry("authentication_not_handled", AUTHENTICATION.errorCode()),
            Map.entry("payment_intent_authentication_failure", AUTHENTICATION.errorCode()),
            Map.entry("lost_card", "blocked_card"),
            Map.entry("stolen_card", "blocked_card"),
            Map.entry("pickup_card", "blocked_card"),
            Map.entry("restricted_card", "blocked_card"),
            Map.entry("fraudulent", "fraud"),
            Map.entry("merchant_blacklist", "fraud"),
            Map.entry("do_not_try_again", "declined_not_retryable"),
            Map.entry("stop_payment_order", "declined_not_retryable"),
            Map.entry("revocation_of_authorization", "declined_not_retryable"),
            Map.entry("revocation_of_all_authorizations", "declined_not_retryable"),
            Map.entry("incorrect_number", "invalid_payment_details"),
            Map.entry("invalid_number", "invalid_payment_details"),
            Map.entry("invalid_account", "invalid_payment_details"),
            Map.entry("incorrect_cvc", "invalid_payment_details"),
            Map.entry("invalid_cvc", "invalid_payment_details"),
            Map.entry("incorrect_zip", "invalid_payment_details"),
            Map.entry("invalid_expiry_month", "invalid_payment_details"),
            Map.entry("invalid_expiry_year", "invalid_payment_details"),
            Map.entry("issuer_not_available", "issuer_unavailable"),
            Map.entry("try_again_later", "issuer_unavailable"),
            Map.entry("reenter_transaction", "issuer_unavailable"),
            Map.entry("processing_error", "psp_error"),
            Map.entry("invalid_amount", "invalid_amount"),
            Map.entry("amount_too_small", "invalid_amount"),
            Map.entry("amount_too_large", "invalid_amount"),
            Map.entry("card_not_supported", "transaction_not_permitted"),
            Map.entry("currency_not_supported", "transaction_not_permitted"),
            Map.entry("not_permitted", "transaction_not_permitted"),
            Map.entry("service_not_allowed", "transaction_not_permitted"),
            Map.entry("transaction_not_allowed", "transaction_not_permitted"),
            Map.entry("charge_disputed", "transaction_not_permitted"),
            Map.entry("charge_already_refunded", "already_refunded"),
            Map.entry("resource_missing", "redacted_payment_method"));

    private Declines() {}

    /// @param error absent if Stripe says no more than that it failed
    static Declined of(@Nullable StripeError error) {
        return error == null ? new Declined(DECLINED) : of(error.getDeclineCode(), error.getCode());
    }

    // What the bank says is more than what Stripe makes of it.
    private static Declined of(@Nullable String bank, @Nullable String stripe) {
        String word = bank == null ? null : WORDS.get(bank);
        if (word == null && stripe != null) word = WORDS.get(stripe);
        return new Declined(word == null ? DECLINED : word);
    }
}
