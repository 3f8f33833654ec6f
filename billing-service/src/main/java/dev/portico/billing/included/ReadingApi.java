package dev.portico.billing.included;

import dev.portico.billing.transaction.Transactions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Within;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Shown;
import dev.portico.chassis.store.TimeRange;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Transactions over HTTP, as they are read.
@RestController
@Needs("transaction")
final class ReadingApi {

    private final Transactions transactions;
    private final Included included;

    ReadingApi(Transactions transactions, Included included) {
        this.transactions = transactions;
        this.included = included;
    }

    @GetMapping("/transactions")
    Page<Shown<TransactionView>> list(
            Caller caller,
            @RequestParam(name = "id", required = false) @Nullable List<String> ids,
            @RequestParam(name = "customer_id", required = false) @Nullable List<String> customerIds,
            @RequestParam(name = "subscription_id", required = false) @Nullable List<String> subscriptionIds,
            @RequestParam(name = "invoice_number", required = false) @Nullable List<String> invoiceNumbers,
            @RequestParam(name = "status", required = false) @Nullable List<String> statuses,
            @RequestParam(name = "origin", required = false) @Nullable List<String> origins,
            @RequestParam(name = "collection_mode", required = false) @Nullable String collectionMode,
            @Within("billed_at") TimeRange billedAt,
            @Within("created_at") TimeRange createdAt,
            @Within("updated_at") TimeRange updatedAt,
            @RequestParam(required = false) @Nullable List<String> include,
            @Paged(
                            usual = 30,
                            most = 30,
                            by = {"billed_at", "created_at", "id", "updated_at"})
                    PageRequest page) {
        Set<String> wanted = this.included.read(include);
        var criteria = Criteria.all()
                .anyOf("id", ids)
                .anyOf("customerId", customerIds)
                .anyOf("subscriptionId", subscriptionIds)
                .anyOf("invoiceNumber", invoiceNumbers)
                .anyOf("status", statuses)
                .anyOf("origin", origins)
                .is("collectionMode", collectionMode)
                .within("billedAt", billedAt)
                .within("createdAt", createdAt)
                .within("updatedAt", updatedAt);
        return wanted.isEmpty()
                ? transactions.shown(caller, criteria.filter(), page).map(Included::alone)
                : transactions
                        .list(caller, criteria.filter(), page)
                        .map(found -> included.shown(caller, found, wanted));
    }

    @GetMapping("/transactions/{id}")
    TransactionView get(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable List<String> include) {
        Set<String> wanted = included.read(include);
        return included.with(caller, transactions.show(caller, id), wanted);
    }
}
