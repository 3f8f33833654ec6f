package dev.portico.billing.transaction;

import dev.portico.billing.ledger.Ledger;
import dev.portico.billing.sweep.OneByOne;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Brings what was billed, paid and given back into the ledger.
@Configuration(proxyBeanMethods = false)
class BookingTransactions {

    private static final Duration OFTEN = Duration.ofMillis(500);

    @Bean
    Worker transactionBookkeeping(Transactions transactions, Ledger ledger, Clock clock) {
        OneByOne<Transaction> work = OneByOne.inTurn("booking", clock, transaction -> {
            var house = new Caller.Service(transaction.merchantId(), "a transaction has moved money");
            ledger.book(house, Booking.of(transaction));
            transactions.booked(house, transaction);
        });
        return new Worker("transaction-bookkeeping", OFTEN, () -> work.workThrough(transactions::unbooked));
    }
}
