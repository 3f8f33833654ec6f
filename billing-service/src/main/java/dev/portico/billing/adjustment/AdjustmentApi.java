package dev.portico.billing.adjustment;

import dev.portico.billing.customer.TestTimes;
import dev.portico.billing.transaction.Transactions;
import dev.portico.billing.transaction.Wish;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.AdjustmentData;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Adjustments over HTTP.
@RestController
@Needs("adjustment")
final class AdjustmentApi {

    private static final int MOST_ITEMS = 100;
    private static final String FULL = "full";
    private static final String PARTIAL = "partial";

    private final GivingBack givingBack;
    private final Adjustments adjustments;
    private final Transactions transactions;
    private final TestTimes times;
    private final Ids ids;

    /// @param type `full` gives back everything that is left, `partial` only the items
    /// @param taxMode `internal`: amounts hold their tax
    record NewAdjustment(
            @Nullable String action,
            @Nullable String type,
            @Nullable String taxMode,
            @Nullable String transactionId,
            @Nullable String reason,
            @Nullable List<@Nullable NewItem> items) {}

    record NewItem(
            @Nullable String itemId,
            @Nullable String type,
            @Nullable String amount) {}

    AdjustmentApi(GivingBack givingBack, Adjustments adjustments, Transactions transactions, TestTimes times, Ids ids) {
        this.givingBack = givingBack;
        this.adjustments = adjustments;
        this.transactions = transactions;
        this.times = times;
        this.ids = ids;
    }

    @PostMapping("/adjustments")
    @ResponseStatus(HttpStatus.CREATED)
    AdjustmentData create(Caller.Merchant caller, @RequestBody NewAdjustment request) {
        check(request);
        boolean full = FULL.equals(request.type);
        var wish = new Wish(
                ids.next("adj"),
                Objects.requireNonNull(request.action),
                Objects.requireNonNull(request.reason),
                full || request.items == null
                        ? null
                        : request.items.stream().map(this::item).toList());
        String transaction = Objects.requireNonNull(request.transactionId);
        String customer = transactions.customerOf(caller, transaction).orElse(null);
        return times.of(caller, customer, () -> givingBack.give(caller, transaction, wish))
                .data();
    }

    @GetMapping("/adjustments")
    Page<AdjustmentData> list(
            Caller caller,
            @RequestParam(name = "id", required = false) @Nullable List<String> ids,
            @RequestParam(name = "action", required = false) @Nullable List<String> actions,
            @RequestParam(name = "customer_id", required = false) @Nullable List<String> customerIds,
            @RequestParam(name = "subscription_id", required = false) @Nullable List<String> subscriptionIds,
            @RequestParam(name = "transaction_id", required = false) @Nullable List<String> transactionIds,
            @RequestParam(name = "status", required = false) @Nullable List<String> statuses,
            @Paged(usual = 10, most = 50) PageRequest page) {
        var criteria = Criteria.all()
                .anyOf("id", ids)
                .anyOf("action", actions)
                .anyOf("customerId", customerIds)
                .anyOf("subscriptionId", subscriptionIds)
                .anyOf("transactionId", transactionIds)
                .anyOf("status", statuses);
        return adjustments.page(caller, criteria.filter(), page).map(Adjustment::data);
    }

    private static void check(NewAdjustment request) {
        var fields = Fields.check()
                .required("action", request.action)
                .oneOf("action", request.action, Set.of("refund", "credit"))
                .oneOf("type", request.type, Set.of(FULL, PARTIAL))
                .oneOf("tax_mode", request.taxMode, Set.of("internal"))
                .required("transaction_id", request.transactionId)
                .required("reason", request.reason)
                .text("reason", request.reason, 1000);
        List<@Nullable NewItem> items = request.items == null ? List.of() : request.items;
        boolean full = FULL.equals(request.type);
        if (full && !items.isEmpty()) fields.wrong("items", "must be absent if the type is full");
        if (!full && items.isEmpty()) fields.wrong("items", "must not be empty");
        if (items.size() > MOST_ITEMS) fields.wrong("items", "must be at most " + MOST_ITEMS);
        for (int i = 0; i < Math.min(items.size(), MOST_ITEMS); i++) check(fields, "items." + i + ".", items.get(i));
        fields.orRefuse();
    }

    private static void check(Fields fields, String path, @Nullable NewItem item) {
        if (item == null) {
            fields.wrong(path + "item_id", "is required");
            return;
        }
        fields.required(path + "item_id", item.itemId)
                .required(path + "type", item.type)
                .oneOf(path + "type", item.type, Set.of(FULL, PARTIAL, "tax"))
                .matches(path + "amount", item.amount, text -> text.matches("[0-9]{1,12}"), "must be minor units");
        if (PARTIAL.equals(item.type)) fields.required(path + "amount", item.amount);
    }

    private Wish.Item item(@Nullable NewItem item) {
        var checked = Objects.requireNonNull(item);
        return new Wish.Item(
                ids.next("adjitm"),
                Objects.requireNonNull(checked.itemId),
                Objects.requireNonNull(checked.type),
                checked.amount == null ? null : Long.valueOf(checked.amount));
    }
}
