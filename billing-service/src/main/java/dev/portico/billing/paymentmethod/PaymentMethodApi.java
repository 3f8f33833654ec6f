package dev.portico.billing.paymentmethod;

import dev.portico.billing.address.Addresses;
import dev.portico.billing.customer.Customers;
import dev.portico.billing.provider.PaymentProvider;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.PaymentMethodData;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A customer's payment methods over HTTP.
@RestController
@RequestMapping("/customers/{customerId}/payment-methods")
final class PaymentMethodApi {

    private final PaymentMethods methods;
    private final Customers customers;
    private final Addresses addresses;
    private final PaymentProvider provider;
    private final Ids ids;
    private final Clock clock;

    /// @param token single-use, from the provider's card form
    record NewMethod(@Nullable String token, @Nullable String addressId) {}

    PaymentMethodApi(
            PaymentMethods methods,
            Customers customers,
            Addresses addresses,
            PaymentProvider provider,
            Ids ids,
            Clock clock) {
        this.methods = methods;
        this.customers = customers;
        this.addresses = addresses;
        this.provider = provider;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PaymentMethodData save(Caller caller, @PathVariable String customerId, @RequestBody NewMethod request) {
        Fields.check()
                .required("token", request.token)
                .text("token", request.token, 256)
                .orRefuse();
        customers.active(caller, customerId);
        if (request.addressId != null) addresses.expect(caller, customerId, request.addressId, "address_id");
        var saved = provider.save(caller, Objects.requireNonNull(request.token))
                .orElseThrow(() -> Refusal.field("token", "is not known to the payment provider"));
        var now = clock.instant();
        var method = new PaymentMethod(
                ids.next("paymtd"),
                caller.merchantId(),
                customerId,
                request.addressId,
                saved.reference(),
                saved.type(),
                saved.card(),
                false,
                now,
                now);
        return methods.save(caller, method).data(null);
    }

    @GetMapping
    Page<PaymentMethodData> list(Caller caller, @PathVariable String customerId, PageRequest page) {
        customers.get(caller, customerId);
        return methods.page(caller, customerId, page).map(method -> method.data(null));
    }

    @GetMapping("/{id}")
    PaymentMethodData get(Caller caller, @PathVariable String customerId, @PathVariable String id) {
        return methods.get(caller, customerId, id).data(null);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String customerId, @PathVariable String id) {
        methods.delete(caller, customerId, id);
    }
}
