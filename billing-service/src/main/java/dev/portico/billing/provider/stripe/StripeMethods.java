package dev.portico.billing.provider.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentMethod;
import com.stripe.model.SetupIntent;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentMethodAttachParams;
import dev.portico.billing.provider.PaymentProvider.SavedMethod;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.events.CardData;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Cards that Stripe's own form has taken.
final class StripeMethods {

    private static final Logger LOG = LoggerFactory.getLogger(StripeMethods.class);
    private static final Pattern TOKEN = Pattern.compile("(pm|seti)_[A-Za-z0-9]{8,240}");

    private final StripeClient client;
    private final StripePayments payments;

    StripeMethods(StripeClient client, StripePayments payments) {
        this.client = client;
        this.payments = payments;
    }

    /// @param token a PaymentMethod's id, or that of a SetupIntent which has succeeded
    /// @throws Refusal `temporarily_unavailable` if Stripe does not answer
    Optional<SavedMethod> save(Caller caller, String token) {
        if (!TOKEN.matcher(token).matches()) return Optional.empty();
        try {
            return token.startsWith("seti_") ? ofSetup(caller, token) : ofMethod(caller, token);
        } catch (CardException | InvalidRequestException e) {
            return Optional.empty();
        } catch (StripeException e) {
            LOG.warn("no card from Stripe: {} {}", e.getStatusCode(), e.getCode());
            throw Refusal.of(ErrorCode.TEMPORARILY_UNAVAILABLE);
        }
    }

    void forget(String reference) {
        StripeReference.of(reference).ifPresent(known -> {
            try {
                client.v1().paymentMethods().detach(known.method());
            } catch (InvalidRequestException e) {
                // It is gone already.
            } catch (StripeException e) {
                LOG.warn("a card stays at Stripe: {} {}", e.getStatusCode(), e.getCode());
            }
        });
    }

    private Optional<SavedMethod> ofSetup(Caller caller, String token) throws StripeException {
        SetupIntent setup = client.v1().setupIntents().retrieve(token);
        if (!"succeeded".equals(setup.getStatus()) || setup.getPaymentMethod() == null) return Optional.empty();
        PaymentMethod method = client.v1().paymentMethods().retrieve(setup.getPaymentMethod());
        return kept(caller, token, method, setup.getCustomer());
    }

    // One that belongs to a customer already was saved before, by him or by somebody else.
    private Optional<SavedMethod> ofMethod(Caller caller, String token) throws StripeException {
        PaymentMethod method = client.v1().paymentMethods().retrieve(token);
        return method.getCustomer() == null ? kept(caller, token, method, null) : Optional.empty();
    }

    private Optional<SavedMethod> kept(Caller caller, String token, PaymentMethod method, @Nullable String customer)
            throws StripeException {
        PaymentMethod.Card card = method.getCard();
        if (card == null || !payments.use(caller, token)) return Optional.empty();
        String holder = customer == null ? attached(caller, method.getId()) : customer;
        return Optional.of(new SavedMethod(
                new StripeReference(holder, method.getId()).text(), "card", shown(method, card), null, null));
    }

    // Stripe charges a card again only for one of its customers. Ours stay ours: he gets no name there.
    private String attached(Caller caller, String method) throws StripeException {
        var customer = client.v1()
                .customers()
                .create(
                        CustomerCreateParams.builder()
                                .putMetadata("portico_merchant", caller.merchantId())
                                .build(),
                        StripeCharges.once("customer-of-" + method));
        client.v1()
                .paymentMethods()
                .attach(
                        method,
                        PaymentMethodAttachParams.builder()
                                .setCustomer(customer.getId())
                                .build());
        return customer.getId();
    }

    private static CardData shown(PaymentMethod method, PaymentMethod.Card card) {
        String holder = method.getBillingDetails() == null
                ? null
                : method.getBillingDetails().getName();
        return new CardData(
                brand(card.getBrand()),
                String.valueOf(card.getLast4()),
                number(card.getExpMonth()),
                number(card.getExpYear()),
                holder);
    }

    private static int number(@Nullable Long number) {
        return number == null ? 0 : Math.toIntExact(number);
    }

    private static String brand(@Nullable String brand) {
        return switch (brand) {
            case "amex" -> "american_express";
            case "diners" -> "diners_club";
            case "unionpay" -> "union_pay";
            case "visa", "mastercard", "discover", "jcb" -> brand;
            case null, default -> "unknown";
        };
    }
}
