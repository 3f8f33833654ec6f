package dev.portico.billing.transaction;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.events.TransactionData.Details;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// Calculates what a transaction would come to, exactly as when it is made.
@Component
final class Previews {

    private final Buyers buyers;
    private final Bill bill;
    private final Discounting discounting;
    private final Clock clock;

    Previews(Buyers buyers, Bill bill, Discounting discounting, Clock clock) {
        this.buyers = buyers;
        this.bill = bill;
        this.discounting = discounting;
        this.clock = clock;
    }

    Preview of(Caller caller, Preview.Request request) {
        Fields.check()
                .text("customer_ip_address", request.customerIpAddress(), 45)
                .orRefuse();
        NewTransaction.checkBuyer(request.customerId(), request.addressId(), request.businessId());
        buyers.expect(caller, request.customerId(), request.addressId(), request.businessId());
        boolean tried = !Boolean.TRUE.equals(request.ignoreTrials());
        List<Line> all = bill.lines(caller, request.items()).stream()
                .map(line -> tried ? line : line.afterTrial())
                .toList();
        List<Boolean> counted = Objects.requireNonNull(request.items()).stream()
                .map(item -> !Boolean.FALSE.equals(item.includeInTotals()))
                .toList();
        String currency = all.getFirst().unit().currency();
        Fields.check()
                .matches("currency_code", request.currencyCode(), currency::equals, "is not the currency of the prices")
                .orRefuse();
        return new Preview(
                request.customerId(),
                request.addressId(),
                request.businessId(),
                currency,
                request.discountId(),
                request.customerIpAddress(),
                request.address(),
                Boolean.TRUE.equals(request.ignoreTrials()),
                IntStream.range(0, all.size())
                        .mapToObj(i -> item(all.get(i), counted.get(i)))
                        .toList(),
                details(caller, request, all, counted, currency),
                List.of("card"));
    }

    private Details details(
            Caller caller, Preview.Request request, List<Line> all, List<Boolean> counted, String currency) {
        List<Line> inTotals = pick(all, counted, true);
        List<Line> off = inTotals.isEmpty() ? inTotals : discounting.off(caller, request.discountId(), inTotals);
        var now = clock.instant();
        Details calculated = new Amendment("txn_preview", caller.merchantId(), currency, off, now)
                .at(now)
                .data()
                .details();
        var lines = new ArrayList<>(calculated.lineItems());
        pick(all, counted, false).forEach(line -> lines.add(line.lineItem()));
        return new Details(calculated.taxRatesUsed(), calculated.totals(), lines);
    }

    private static List<Line> pick(List<Line> lines, List<Boolean> counted, boolean which) {
        return IntStream.range(0, lines.size())
                .filter(i -> counted.get(i) == which)
                .mapToObj(lines::get)
                .toList();
    }

    private static Preview.Item item(Line line, boolean counted) {
        return new Preview.Item(line.price(), line.quantity(), counted, line.proration());
    }
}
