package dev.portico.billing.paymentmethod;

import dev.portico.billing.provider.PaymentProvider;
import dev.portico.billing.provider.PaymentProvider.SavedMethod;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.PaymentMethodData;
import dev.portico.events.Topic;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The saved payment methods of a merchant's customers.
@Component
public final class PaymentMethods {

    /// What a token may have of characters, whoever the provider is.
    public static final int LONGEST_TOKEN = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(PaymentMethods.class);
    private static final int MOST = 100;

    private final Aggregates<PaymentMethod> methods;
    private final PaymentProvider provider;
    private final Ids ids;
    private final Clock clock;

    PaymentMethods(Stores stores, PaymentProvider provider, Ids ids, Clock clock) {
        this.methods = stores.aggregates("payment_methods", PaymentMethod.class, Topic.BILLING)
                .index("customerId", "deleted", "_id");
        this.provider = provider;
        this.ids = ids;
        this.clock = clock;
    }

    /// @throws Refusal `invalid_field` if the customer has no such payment method
    public PaymentMethod expect(Caller caller, String customerId, String id) {
        return methods.find(caller, id)
                .filter(method -> method.customerId().equals(customerId) && !method.deleted())
                .orElseThrow(() -> Refusal.field("payment_method_id", "is not a payment method of this customer"));
    }

    Page<PaymentMethod> page(Caller caller, String customerId, PageRequest page) {
        return page(caller, customerId, null, page);
    }

    /// @param addressIds only those saved with one of these addresses; null for all
    Page<PaymentMethod> page(Caller caller, String customerId, @Nullable List<String> addressIds, PageRequest page) {
        var wanted =
                Criteria.all().is("customerId", customerId).is("deleted", false).anyOf("addressId", addressIds);
        return methods.page(caller, wanted.filter(), page);
    }

    PaymentMethod get(Caller caller, String customerId, String id) {
        return methods.find(caller, id)
                .filter(method -> method.customerId().equals(customerId) && !method.deleted())
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    /// Saves what a single-use token of the provider's form stands for, for purchases. Nobody is told until [#tell]: it
    /// is
    /// not yet sure that it is to be kept.
    ///
    /// @throws Refusal `invalid_field` if the provider does not know the token
    public PaymentMethod saveUntold(Caller caller, String customerId, String token) {
        return methods.create(caller, Change.to(saved(caller, customerId, token, null, PaymentMethod.PURCHASE)));
    }

    /// It is to be kept, and everybody may hear of it.
    public void tell(Caller caller, String id) {
        methods.change(caller, id, PaymentMethod::saved);
    }

    PaymentMethod save(Caller caller, String customerId, String token, @Nullable String addressId, String origin) {
        return methods.create(
                caller, saved(caller, customerId, token, addressId, origin).saved());
    }

    private PaymentMethod saved(
            Caller caller, String customerId, String token, @Nullable String addressId, String origin) {
        SavedMethod saved = provider.save(caller, token)
                .orElseThrow(() -> Refusal.field("token", "is not known to the payment provider"));
        var now = clock.instant();
        return new PaymentMethod(
                ids.next("paymtd"),
                caller.merchantId(),
                customerId,
                addressId,
                saved.reference(),
                saved.type(),
                saved.card(),
                origin,
                false,
                now,
                now,
                saved.paypal(),
                saved.sepaDebit());
    }

    public void delete(Caller caller, String customerId, String id) {
        String reference = get(caller, customerId, id).reference();
        methods.change(caller, id, method -> method.deleted(clock.instant()));
        if (reference != null)
            forget(new Caller.Service(caller.merchantId(), "a payment method was deleted"), reference);
    }

    // Nothing can be paid with it here any more, whether or not the provider hears of it.
    private void forget(Caller.Service house, String reference) {
        try {
            provider.forget(house, reference);
        } catch (RuntimeException e) {
            LOG.warn("the provider keeps a payment method that was deleted here: {}", e.toString());
        }
    }

    /// Those that a customer can pay with, as they are shown, newest first.
    public List<PaymentMethodData> usable(Caller caller, String customerId) {
        return page(caller, customerId, new PageRequest(MOST, null, false)).items().stream()
                .map(method -> method.data(null))
                .toList();
    }

    /// The one that was saved last, if there is any.
    public Optional<PaymentMethod> newest(Caller caller, String customerId) {
        return page(caller, customerId, new PageRequest(1, null, false)).items().stream()
                .findFirst();
    }

    /// One that can still be charged.
    public Optional<PaymentMethod> usable(Caller caller, String customerId, String id) {
        return methods.find(caller, id).filter(method -> method.customerId().equals(customerId) && !method.deleted());
    }
}
