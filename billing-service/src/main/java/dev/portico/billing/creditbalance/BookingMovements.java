package dev.portico.billing.creditbalance;

import dev.portico.billing.ledger.Ledger;
import dev.portico.billing.sweep.OneByOne;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Brings what moved on credit balances into the ledger.
@Configuration(proxyBeanMethods = false)
class BookingMovements {

    private static final Duration OFTEN = Duration.ofMillis(500);

    @Bean
    Worker creditBalanceBookkeeping(CreditBalances balances, Ledger ledger, Clock clock) {
        OneByOne<CreditBalance> work = OneByOne.inTurn("booking", clock, balance -> {
            var house = new Caller.Service(balance.merchantId(), "a credit balance has moved");
            ledger.book(house, Movements.of(balance));
            balances.booked(house, balance);
        });
        return new Worker("credit-balance-bookkeeping", OFTEN, () -> work.workThrough(balances::unbooked));
    }
}
