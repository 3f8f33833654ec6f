package dev.portico.billing.transaction;

import com.mongodb.client.model.Filters;
import dev.portico.billing.address.Addresses;
import dev.portico.billing.customer.Customers;
import dev.portico.billing.merchant.Merchants;
import dev.portico.billing.paymentmethod.PaymentMethod;
import dev.portico.billing.paymentmethod.PaymentMethods;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.TransactionData;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Transactions over HTTP.
@RestController
final class TransactionApi {

    private static final int LARGEST_PAGE = 30;

    private final Transactions transactions;
    private final Charges charges;
    private final Bill bill;
    private final Customers customers;
    private final Addresses addresses;
    private final PaymentMethods methods;
    private final Merchants merchants;
    private final Ids ids;
    private final Clock clock;

    /// @param paymentMethodId what to charge now, with nobody present; without it the customer pays at `checkout.url`
    record NewTransaction(
            @Nullable String customerId,
            @Nullable String addressId,
            @Nullable List<Bill.NewItem> items,
            @Nullable String currencyCode,
            @Nullable String collectionMode,
            @Nullable Map<String, Object> customData,
            @Nullable String paymentMethodId) {}

    record Pay(@Nullable String paymentMethodId) {}

    TransactionApi(
            Transactions transactions,
            Charges charges,
            Bill bill,
            Customers customers,
            Addresses addresses,
            PaymentMethods methods,
            Merchants merchants,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.charges = charges;
        this.bill = bill;
        this.customers = customers;
        this.addresses = addresses;
        this.methods = methods;
        this.merchants = merchants;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping("/transactions")
    @ResponseStatus(HttpStatus.CREATED)
    TransactionData create(Caller.Merchant caller, @RequestBody NewTransaction request) {
        Fields.check()
                .required("customer_id", request.customerId)
                .freeForm("custom_data", request.customData)
                .oneOf("collection_mode", request.collectionMode, Set.of("automatic"))
                .orRefuse();
        String customer = customers
                .active(caller, Objects.requireNonNull(request.customerId))
                .id();
        if (request.addressId != null) addresses.expect(caller, customer, request.addressId, "address_id");
        List<Line> lines = bill.lines(caller, request.items);
        String currency = lines.getFirst().unit().currency();
        Fields.check()
                .matches("currency_code", request.currencyCode, currency::equals, "is not the currency of the prices")
                .orRefuse();
        PaymentMethod method =
                request.paymentMethodId == null ? null : methods.expect(caller, customer, request.paymentMethodId);
        Transaction created = transactions.create(caller, transaction(caller, request, customer, currency, lines));
        if (created.total().isZero())
            return transactions
                    .change(caller, created.id(), free -> free.completedForFree(clock.instant()))
                    .data();
        return (method == null ? created : charges.charge(caller, created.id(), method)).data();
    }

    @PostMapping("/transactions/{id}/pay")
    TransactionData pay(Caller caller, @PathVariable String id, @RequestBody Pay request) {
        Fields.check().required("payment_method_id", request.paymentMethodId).orRefuse();
        Transaction transaction = transactions.get(caller, id);
        PaymentMethod method = methods.expect(
                caller,
                Objects.requireNonNullElse(transaction.customerId(), ""),
                Objects.requireNonNull(request.paymentMethodId));
        Transaction charged = charges.charge(caller, id, method);
        if (!charged.isCompleted()) throw declined(charged);
        return charged.data();
    }

    @GetMapping("/transactions")
    Page<TransactionData> list(
            Caller caller,
            @RequestParam(name = "customer_id", required = false) @Nullable String customerId,
            @RequestParam(name = "subscription_id", required = false) @Nullable String subscriptionId,
            @RequestParam(required = false) @Nullable String status,
            PageRequest page) {
        List<Bson> filters = new ArrayList<>();
        if (customerId != null) filters.add(Filters.in("customerId", customerId.split(",")));
        if (subscriptionId != null) filters.add(Filters.in("subscriptionId", subscriptionId.split(",")));
        if (status != null) filters.add(Filters.in("status", status.split(",")));
        Bson filter = filters.isEmpty() ? Filters.empty() : Filters.and(filters);
        return transactions.page(caller, filter, page.atMost(LARGEST_PAGE)).map(Transaction::data);
    }

    @GetMapping("/transactions/{id}")
    TransactionData get(Caller caller, @PathVariable String id) {
        return transactions.get(caller, id).data();
    }

    private Transaction transaction(
            Caller caller, NewTransaction request, String customer, String currency, List<Line> lines) {
        String portal = merchants.portal(caller).orElseThrow(() -> Refusal.of(ErrorCode.TEMPORARILY_UNAVAILABLE));
        String id = ids.next("txn");
        return new Amendment(id, caller.merchantId(), currency, lines, clock.instant())
                .customer(customer)
                .address(request.addressId)
                .checkoutUrl(portal + "/pay/" + id)
                .customData(request.customData)
                .at(clock.instant());
    }

    private static Refusal declined(Transaction transaction) {
        String code = transaction.last().map(Attempt::errorCode).orElse("declined");
        String why = switch (String.valueOf(code)) {
            case "not_enough_balance" -> "The card has not enough funds.";
            case "expired_card" -> "The card has expired.";
            case "redacted_payment_method" -> "This payment method was removed.";
            default -> "The bank declined the payment.";
        };
        return Refusal.of(ErrorCode.TRANSACTION_PAYMENT_DECLINED, why);
    }
}
