package dev.portico.billing.transaction;

import dev.portico.billing.customer.TestTimes;
import dev.portico.billing.paymentmethod.PaymentMethod;
import dev.portico.billing.paymentmethod.PaymentMethods;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Patch;
import dev.portico.events.TransactionData;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Transactions over HTTP: how they come to be and change. How they are read is elsewhere.
@RestController
@Needs("transaction")
final class TransactionApi {

    private final Transactions transactions;
    private final Orders orders;
    private final Previews previews;
    private final Charges charges;
    private final PaymentMethods methods;
    private final TestTimes times;

    record Pay(@Nullable String paymentMethodId) {}

    TransactionApi(
            Transactions transactions,
            Orders orders,
            Previews previews,
            Charges charges,
            PaymentMethods methods,
            TestTimes times) {
        this.transactions = transactions;
        this.orders = orders;
        this.previews = previews;
        this.charges = charges;
        this.methods = methods;
        this.times = times;
    }

    @PostMapping("/transactions")
    @ResponseStatus(HttpStatus.CREATED)
    TransactionData create(Caller.Merchant caller, @RequestBody NewTransaction request) {
        request.check();
        PaymentMethod method = request.paymentMethodId() == null
                ? null
                : methods.expect(caller, Objects.requireNonNull(request.customerId()), request.paymentMethodId());
        return times.of(caller, request.customerId(), () -> placed(caller, request, method));
    }

    private TransactionData placed(Caller caller, NewTransaction request, @Nullable PaymentMethod method) {
        Transaction placed = orders.place(caller, request, method);
        return placed.pending().isEmpty()
                ? placed.data()
                : charges.finishFor(caller, placed).data();
    }

    @PostMapping("/transactions/preview")
    @Needs("transaction.read")
    Preview preview(Caller.Merchant caller, @RequestBody Preview.Request request) {
        return previews.of(caller, request);
    }

    @PatchMapping("/transactions/{id}")
    TransactionData update(
            Caller.Merchant caller,
            @PathVariable String id,
            @Changes({
                        "items",
                        "customer_id",
                        "address_id",
                        "business_id",
                        "discount_id",
                        "custom_data",
                        "status",
                        "currency_code",
                        "collection_mode",
                        "billing_details",
                        "billing_period"
                    })
                    Patch patch) {
        String customer = transactions.get(caller, id).customerId();
        return times.of(caller, customer, () -> orders.change(caller, id, patch).data());
    }

    @PostMapping("/transactions/{id}/pay")
    TransactionData pay(Caller caller, @PathVariable String id, @RequestBody Pay request) {
        Fields.check().required("payment_method_id", request.paymentMethodId).orRefuse();
        Transaction transaction = transactions.get(caller, id);
        PaymentMethod method = methods.expect(
                caller,
                Objects.requireNonNullElse(transaction.customerId(), ""),
                Objects.requireNonNull(request.paymentMethodId));
        Transaction charged = times.of(caller, transaction.customerId(), () -> charges.charge(caller, id, method));
        if (!charged.isCompleted() && charged.pending().isEmpty()) throw Charges.declined(charged);
        return charged.data();
    }
}
