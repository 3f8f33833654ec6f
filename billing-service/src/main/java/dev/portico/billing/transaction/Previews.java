package dev.portico.billing.transaction;

import dev.portico.billing.tax.Taxes;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.events.TransactionData.Details;
import dev.portico.pricing.Place;
import dev.portico.pricing.Taxation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// Calculates what a transaction would come to, exactly as when it is made.
@Component
final class Previews {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Buyers buyers;
    private final Bill bill;
    private final Discounting discounting;
    private final Taxes taxes;
    private final Clock clock;

    Previews(Buyers buyers, Bill bill, Discounting discounting, Taxes taxes, Clock clock) {
        this.buyers = buyers;
        this.bill = bill;
        this.discounting = discounting;
        this.taxes = taxes;
        this.clock = clock;
    }

    Preview of(Caller caller, Preview.Request request) {
        check(request);
        NewTransaction.checkBuyer(request.customerId(), request.addressId(), request.businessId());
        buyers.expect(caller, request.customerId(), request.addressId(), request.businessId());
        boolean tried = !Boolean.TRUE.equals(request.ignoreTrials());
        List<Line> all = bill.lines(caller, request.items()).stream()
                .map(line -> tried ? line : line.afterTrial())
                .toList();
        List<Boolean> counted = Objects.requireNonNull(request.items()).stream()
                .map(item -> !Boolean.FALSE.equals(item.includeInTotals()))
                .toList();
        String currency = all.getFirst().currency();
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
        Taxation taxation = taxation(caller, request);
        List<Line> inTotals = pick(all, counted, true);
        List<Line> off =
                inTotals.isEmpty() ? inTotals : discounting.off(caller, request.discountId(), inTotals, taxation);
        var now = clock.instant();
        Details calculated = new Amendment("txn_preview", caller.merchantId(), currency, off, now)
                .at(now)
                .data()
                .details();
        var lines = new ArrayList<>(calculated.lineItems());
        discounting.off(caller, null, pick(all, counted, false), taxation).forEach(line -> lines.add(line.lineItem()));
        return new Details(calculated.taxRatesUsed(), calculated.totals(), null, lines, calculated.taxTreatment());
    }

    // Where the customer is, by one of his addresses or else as it is said.
    private Taxation taxation(Caller caller, Preview.Request request) {
        Preview.Place place = request.address();
        return request.addressId() == null && place != null && place.countryCode() != null
                ? taxes.at(caller, new Place(place.countryCode(), null), request.businessId())
                : taxes.of(caller, request.addressId(), request.businessId());
    }

    private static void check(Preview.Request request) {
        Preview.Place place = request.address();
        var fields = Fields.check().text("customer_ip_address", request.customerIpAddress(), 45);
        if (place != null)
            fields.text("address.postal_code", place.postalCode(), 100)
                    .matches(
                            "address.country_code",
                            place.countryCode(),
                            COUNTRIES::contains,
                            "must be an ISO 3166 country code");
        fields.orRefuse();
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
