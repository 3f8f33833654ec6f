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
import java.util.List;
import java.util.Optional;
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
            case CUSTOMER -> customer(caller, of, line, customers.shown(caller, id));
            case ADDRESS -> address(caller, of, line, addresses.shown(caller, id));
            case BUSINESS -> business(caller, of, line, businesses.shown(caller, id));
            case TRANSACTION -> transaction(caller, line.timed(of.createdAt(), null));
            case PRODUCT, PRICE, SUBSCRIPTION ->
                throw new IllegalArgumentException("not this service's: " + line.kind());
        };
    }

    private Outcome customer(Caller caller, Import of, ImportLine line, Optional<CustomerData> before) {
        CustomerData wanted = line.timed(
                        of.createdAt(), before.map(CustomerData::createdAt).orElse(null))
                .usually("marketing_consent", false)
                .usually("locale", "en")
                .usually("status", "active")
                .as(CustomerData.class);
        return outcome(before, customers.imported(caller, wanted));
    }

    private Outcome address(Caller caller, Import of, ImportLine line, Optional<AddressData> before) {
        AddressData wanted = line.timed(
                        of.createdAt(), before.map(AddressData::createdAt).orElse(null))
                .usually("status", "active")
                .as(AddressData.class);
        return outcome(before, addresses.imported(caller, wanted));
    }

    private Outcome business(Caller caller, Import of, ImportLine line, Optional<BusinessData> before) {
        BusinessData wanted = line.timed(
                        of.createdAt(), before.map(BusinessData::createdAt).orElse(null))
                .usually("status", "active")
                .usually("contacts", List.of())
                .as(BusinessData.class);
        return outcome(before, businesses.imported(caller, wanted));
    }

    private static <T> Outcome outcome(Optional<T> before, T after) {
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
