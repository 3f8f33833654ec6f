package dev.portico.billing.creditbalance;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A customer's credit balances over HTTP.
@RestController
@Needs("customer")
final class CreditBalanceApi {

    private final CreditBalances balances;

    CreditBalanceApi(CreditBalances balances) {
        this.balances = balances;
    }

    /// All of them: there are never more than currencies.
    @GetMapping("/customers/{customerId}/credit-balances")
    List<CreditBalanceView> list(
            Caller caller,
            @PathVariable String customerId,
            @RequestParam(name = "currency_code", required = false) @Nullable List<String> currencies) {
        return balances.of(caller, customerId, currencies);
    }
}
