package dev.portico.billing.paymentmethod;

import dev.portico.billing.address.Addresses;
import dev.portico.billing.customer.Customers;
import dev.portico.billing.merchant.Merchants;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.caller.RecentSignIn;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.PortalConfigurationData.CustomerActions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A customer's payment methods over HTTP.
@RestController
@Needs("payment_method")
@RequestMapping("/customers/{customerId}/payment-methods")
final class PaymentMethodApi {

    private final PaymentMethods methods;
    private final Customers customers;
    private final Addresses addresses;
    private final Merchants merchants;

    /// @param token single-use, from the provider's form
    /// @param origin what it is saved for: a purchase, unless it says `subscription`
    record NewMethod(
            @Nullable String token,
            @Nullable String addressId,
            @Nullable String origin) {}

    PaymentMethodApi(PaymentMethods methods, Customers customers, Addresses addresses, Merchants merchants) {
        this.methods = methods;
        this.customers = customers;
        this.addresses = addresses;
        this.merchants = merchants;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RecentSignIn
    PaymentMethodView save(Caller caller, @PathVariable String customerId, @RequestBody NewMethod request) {
        merchants.requireAllowed(caller, CustomerActions::updatePaymentMethod);
        Fields.check()
                .required("token", request.token)
                .text("token", request.token, PaymentMethods.LONGEST_TOKEN)
                .oneOf("origin", request.origin, Set.of(PaymentMethod.PURCHASE, PaymentMethod.SUBSCRIPTION))
                .orRefuse();
        customers.active(caller, customerId);
        if (request.addressId != null) addresses.expect(caller, customerId, request.addressId, "address_id");
        String origin = Objects.requireNonNullElse(request.origin, PaymentMethod.PURCHASE);
        return PaymentMethodView.of(
                methods.save(caller, customerId, Objects.requireNonNull(request.token), request.addressId, origin));
    }

    /// @param supportsCheckout known to Paddle; what can be saved here can be used everywhere
    @GetMapping
    Page<PaymentMethodView> list(
            Caller caller,
            @PathVariable String customerId,
            @RequestParam(name = "address_id", required = false) @Nullable List<String> addressIds,
            @RequestParam(name = "supports_checkout", required = false) @Nullable Boolean supportsCheckout,
            @Paged(by = {"id", "saved_at", "updated_at"}) PageRequest page) {
        customers.get(caller, customerId);
        return methods.page(caller, customerId, addressIds, page).map(PaymentMethodView::of);
    }

    @GetMapping("/{id}")
    PaymentMethodView get(Caller caller, @PathVariable String customerId, @PathVariable String id) {
        return PaymentMethodView.of(methods.get(caller, customerId, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String customerId, @PathVariable String id) {
        merchants.requireAllowed(caller, CustomerActions::updatePaymentMethod);
        methods.delete(caller, customerId, id);
    }
}
