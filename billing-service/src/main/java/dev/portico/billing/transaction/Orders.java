package dev.portico.billing.transaction;

import dev.portico.billing.merchant.Merchants;
import dev.portico.billing.paymentmethod.PaymentMethod;
import dev.portico.billing.tax.Taxes;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.id.Ids;
import dev.portico.events.BillingDetails;
import dev.portico.events.PeriodData;
import dev.portico.pricing.Taxation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes transactions of what merchants ask for, and changes them as long as that is possible.
@Component
final class Orders {

    private static final List<String> BUT_NOTES = List.of(
            "items",
            "customer_id",
            "address_id",
            "business_id",
            "discount_id",
            "status",
            "currency_code",
            "collection_mode",
            "billing_details",
            "billing_period");

    private static final List<String> PRICED =
            List.of("items", "discount_id", "customer_id", "address_id", "business_id");

    private final Transactions transactions;
    private final Buyers buyers;
    private final Bill bill;
    private final Discounting discounting;
    private final Taxes taxes;
    private final Merchants merchants;
    private final Ids ids;
    private final Clock clock;

    Orders(
            Transactions transactions,
            Buyers buyers,
            Bill bill,
            Discounting discounting,
            Taxes taxes,
            Merchants merchants,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.buyers = buyers;
        this.bill = bill;
        this.discounting = discounting;
        this.taxes = taxes;
        this.merchants = merchants;
        this.ids = ids;
        this.clock = clock;
    }

    /// Stores it, and brings it as far as it gets by itself.
    ///
    /// @param method what it is to be charged to, which is begun in the same write; null if nobody has said
    Transaction place(Caller caller, NewTransaction request, @Nullable PaymentMethod method) {
        Transaction draft = draft(caller, request);
        if (method != null && draft.isReady() && !draft.total().isZero())
            return transactions.createCharging(caller, draft, method);
        return settled(caller, transactions.create(caller, draft), request.isToBeBilled());
    }

    /// What would be placed. Nothing is stored.
    Transaction draft(Caller caller, NewTransaction request) {
        request.check();
        buyers.expect(caller, request.customerId(), request.addressId(), request.businessId());
        List<Line> lines = discounting.off(
                caller,
                request.discountId(),
                bill.lines(caller, request.items()),
                taxes.of(caller, request.addressId(), request.businessId()));
        String currency = lines.getFirst().currency();
        agree(request.currencyCode(), currency);
        String portal = merchants.portal(caller).orElseThrow(() -> Refusal.of(ErrorCode.TEMPORARILY_UNAVAILABLE));
        String id = ids.next("txn");
        boolean draft = request.customerId() == null || Transaction.DRAFT.equals(request.status());
        return new Amendment(id, caller.merchantId(), currency, lines, clock.instant())
                .status(draft ? Transaction.DRAFT : Transaction.READY)
                .customer(request.customerId())
                .address(request.addressId())
                .business(request.businessId())
                .discount(request.discountId())
                .collecting(request.isManual() ? Transaction.MANUAL : Transaction.AUTOMATIC)
                .billingDetails(
                        request.billingDetails() == null
                                ? null
                                : request.billingDetails().data())
                .billingPeriod(request.billingPeriod())
                .checkoutUrl(portal + "/pay/" + id)
                .customData(request.customData())
                .at(clock.instant());
    }

    Transaction change(Caller caller, String id, Patch patch) {
        Transaction before = transactions.get(caller, id);
        if (onlyNotes(patch))
            return transactions.change(caller, id, now -> now.noted(data(patch, now), clock.instant()));
        String status = patch.text("status", null);
        Fields.check()
                .oneOf("status", status, Set.of(Transaction.READY, Transaction.BILLED, Transaction.CANCELED))
                .orRefuse();
        before.mustBeChangeable();
        if (Transaction.CANCELED.equals(status)) return cancel(caller, before, patch);
        Transaction amended = amended(caller, before, patch);
        boolean toBill = Transaction.BILLED.equals(status);
        if (toBill) amended.mustBeBillable();
        if (Transaction.READY.equals(status) && amended.customerId() == null)
            throw Refusal.field("customer_id", "is required");
        Transaction stored = transactions.change(caller, id, now -> now.became(amended, before));
        return settled(caller, stored, toBill);
    }

    private Transaction cancel(Caller caller, Transaction before, Patch patch) {
        if (BUT_NOTES.stream().anyMatch(field -> !field.equals("status") && patch.has(field)))
            throw Refusal.of(ErrorCode.TRANSACTION_CANNOT_BE_MODIFIED_AND_CANCELED);
        return transactions.change(caller, before.id(), now -> now.canceled(clock.instant()));
    }

    private Transaction amended(Caller caller, Transaction before, Patch patch) {
        String customer = patch.text("customer_id", before.customerId());
        boolean same = Objects.equals(customer, before.customerId());
        String address = patch.text("address_id", same ? before.addressId() : null);
        String business = patch.text("business_id", same ? before.businessId() : null);
        if (customer == null && (address != null || business != null))
            throw Refusal.field("customer_id", "is required with an address or a business");
        if (patch.has("customer_id") || patch.has("address_id") || patch.has("business_id"))
            buyers.expect(caller, customer, address, business);
        List<Line> lines = lines(caller, before, patch, address, business);
        String currency = lines.getFirst().currency();
        agree(patch.text("currency_code", null), currency);
        String mode = Objects.requireNonNullElse(
                patch.text("collection_mode", before.collectionMode()), Transaction.AUTOMATIC);
        return before.amend()
                .customer(customer)
                .address(address)
                .business(business)
                .discount(patch.text("discount_id", before.discountId()))
                .lines(lines, currency)
                .collecting(mode)
                .billingDetails(terms(before, patch, mode))
                .billingPeriod(period(before, patch))
                .customData(data(patch, before))
                .status(customer == null ? Transaction.DRAFT : Transaction.READY)
                .at(clock.instant());
    }

    private List<Line> lines(
            Caller caller, Transaction before, Patch patch, @Nullable String address, @Nullable String business) {
        if (PRICED.stream().noneMatch(patch::has)) return before.lines();
        List<Line> lines =
                patch.has("items") ? bill.lines(caller, patch.list("items", NewItem.class, null)) : before.lines();
        String discount = patch.text("discount_id", before.discountId());
        Taxation taxation = taxes.of(caller, address, business);
        // A discount is looked at again only if it is another one, or comes off something else.
        return patch.has("items") || patch.has("discount_id")
                ? discounting.off(caller, discount, lines, taxation)
                : discounting.agreed(caller, discount, lines, taxation);
    }

    private static @Nullable BillingDetails terms(Transaction before, Patch patch, String mode) {
        boolean manual = mode.equals(Transaction.MANUAL);
        var fields = Fields.check().oneOf("collection_mode", mode, Set.of(Transaction.AUTOMATIC, Transaction.MANUAL));
        Terms terms = patch.value("billing_details", Terms.class, null);
        boolean kept = !patch.has("billing_details") && (before.billingDetails() != null || !manual);
        if (!kept) NewTransaction.checkTerms(fields, manual, terms);
        fields.orRefuse();
        if (!manual) return null;
        return terms == null ? before.billingDetails() : terms.data();
    }

    private static @Nullable PeriodData period(Transaction before, Patch patch) {
        PeriodData period = patch.value("billing_period", PeriodData.class, before.billingPeriod());
        var fields = Fields.check();
        NewTransaction.checkPeriod(fields, period);
        fields.orRefuse();
        return period;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<String, Object> data(Patch patch, Transaction before) {
        return patch.value("custom_data", Map.class, before.customData());
    }

    private static boolean onlyNotes(Patch patch) {
        return BUT_NOTES.stream().noneMatch(patch::has);
    }

    private static void agree(@Nullable String wanted, String currency) {
        Fields.check()
                .matches("currency_code", wanted, currency::equals, "is not the currency of the prices")
                .orRefuse();
    }

    // Nothing to pay is done at once; what is to be billed is billed.
    private Transaction settled(Caller caller, Transaction stored, boolean toBill) {
        if (!stored.isReady()) return stored;
        if (stored.total().isZero())
            return transactions.change(caller, stored.id(), free -> free.completedForFree(clock.instant()));
        return toBill ? transactions.change(caller, stored.id(), ready -> ready.billed(clock.instant())) : stored;
    }
}
