package dev.portico.billing.imports;

import dev.portico.billing.address.Addresses;
import dev.portico.billing.business.Businesses;
import dev.portico.billing.catalog.Catalog;
import dev.portico.billing.customer.Customers;
import dev.portico.billing.transaction.Transactions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.importing.ImportLine;
import dev.portico.chassis.importing.Kind;
import dev.portico.chassis.importing.Outcome;
import dev.portico.events.AddressData;
import dev.portico.events.BusinessData;
import dev.portico.events.CustomerData;
import dev.portico.events.ImportMeta;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// Keeps a line of one of this service's kinds. The same line again changes nothing.
@Component
final class Keeping {

    private final Customers customers;
    private final Addresses addresses;
    private final Businesses businesses;
    private final Transactions transactions;
    private final Catalog catalog;

    Keeping(
            Customers customers,
            Addresses addresses,
            Businesses businesses,
            Transactions transactions,
            Catalog catalog) {
        this.customers = customers;
        this.addresses = addresses;
        this.businesses = businesses;
        this.transactions = transactions;
        this.catalog = catalog;
    }

    /// @throws Refusal why it can't be kept
    Outcome keep(Caller caller, Import of, ImportLine line) {
        String merchant = caller.merchantId();
        String id = line.id(merchant);
        line.always("id", id).always("import_meta", new ImportMeta(line.externalId(), of.source()));
        if (line.kind() != Kind.CUSTOMER) line.refer(merchant, Kind.CUSTOMER);
        return switch (line.kind()) {
            case CUSTOMER ->
                kept(
                        of,
                        line.usually("marketing_consent", false)
                                .usually("locale", "en")
                                .usually("status", "active"),
                        CustomerData.class,
                        customers.shown(caller, id),
                        CustomerData::createdAt,
                        wanted -> customers.imported(caller, wanted));
            case ADDRESS ->
                kept(
                        of,
                        line.usually("status", "active"),
                        AddressData.class,
                        addresses.shown(caller, id),
                        AddressData::createdAt,
                        wanted -> addresses.imported(caller, wanted));
            case BUSINESS ->
                kept(
                        of,
                        line.usually("status", "active").usually("contacts", List.of()),
                        BusinessData.class,
                        businesses.shown(caller, id),
                        BusinessData::createdAt,
                        wanted -> businesses.imported(caller, wanted));
            case TRANSACTION -> transaction(caller, line.timed(of.createdAt(), null));
            case PRODUCT, PRICE, SUBSCRIPTION ->
                throw new IllegalArgumentException("not this service's: " + line.kind());
        };
    }

    /// @param before how it was known here, if it was
    private static <T> Outcome kept(
            Import of,
            ImportLine line,
            Class<T> type,
            Optional<T> before,
            Function<T, Instant> since,
            UnaryOperator<T> keep) {
        T wanted = line.timed(of.createdAt(), before.map(since).orElse(null)).as(type);
        T after = keep.apply(wanted);
        return Outcome.of(before.isPresent(), !before.equals(Optional.of(after)));
    }

    private Outcome transaction(Caller caller, ImportLine line) {
        for (Kind to : List.of(Kind.ADDRESS, Kind.BUSINESS, Kind.SUBSCRIPTION)) line.refer(caller.merchantId(), to);
        line.referEach("items", caller.merchantId(), Kind.PRICE);
        var sale = line.as(Sale.class).data(caller, catalog);
        if (customers.find(caller, String.valueOf(sale.customerId())).isEmpty())
            throw Refusal.field("customer_id", "is not a customer of this merchant");
        // One that is here already stays as it is, whatever the line says.
        return Outcome.of(!transactions.imported(caller, sale, line.externalId()), false);
    }
}
