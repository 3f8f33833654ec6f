package dev.portico.billing.ledger;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Within;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.TimeRange;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The ledger over HTTP. Whoever may read all transactions could add them up himself.
@RestController
@Needs("transaction.read")
final class LedgerApi {

    private static final Set<String> ACCOUNTS =
            Arrays.stream(Account.values()).map(Account::wire).collect(Collectors.toUnmodifiableSet());

    private final Ledger ledger;

    LedgerApi(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/ledger-entries")
    Page<EntryView> entries(
            Caller.Merchant caller,
            @RequestParam(name = "transaction_id", required = false) @Nullable List<String> transactionIds,
            @RequestParam(name = "customer_id", required = false) @Nullable List<String> customerIds,
            @RequestParam(required = false) @Nullable String account,
            @Within("created_at") TimeRange createdAt,
            @Paged(by = {"created_at", "id"}) PageRequest page) {
        Fields.check().oneOf("account", account, ACCOUNTS).orRefuse();
        var criteria = Criteria.all()
                .anyOf("transactionId", transactionIds)
                .anyOf("customerId", customerIds)
                .is("postings.account", account)
                .within("createdAt", createdAt);
        return ledger.page(caller, criteria.filter(), page).map(EntryView::of);
    }

    /// All of them: there are never more than seven for each currency.
    @GetMapping("/ledger-accounts")
    List<AccountView> accounts(
            Caller.Merchant caller,
            @RequestParam(name = "currency_code", required = false) @Nullable List<String> currencies) {
        return ledger.accounts(caller).stream()
                .filter(account -> currencies == null || currencies.contains(account.currencyCode()))
                .toList();
    }
}
