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
import dev.portico.events.AddressData;
import dev.portico.events.BusinessData;
import dev.portico.events.CustomerData;
import dev.portico.events.ImportMeta;
import java.util.List;
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
    void keep(Caller caller, Import of, ImportLine line) {
        String merchant = caller.merchantId();
        line.always("id", line.id(merchant))
                .always("import_meta", new ImportMeta(line.externalId(), of.source()))
                .timed(of.createdAt());
        if (line.kind() != Kind.CUSTOMER) line.refer(merchant, Kind.CUSTOMER);
        switch (line.kind()) {
            case CUSTOMER ->
                customers.imported(
                        caller,
                        line.usually("marketing_consent", false)
                                .usually("locale", "en")
                                .usually("status", "active")
                                .as(CustomerData.class));
            case ADDRESS ->
                addresses.imported(caller, line.usually("status", "active").as(AddressData.class));
            case BUSINESS ->
                businesses.imported(
                        caller,
                        line.usually("status", "active")
                                .usually("contacts", List.of())
                                .as(BusinessData.class));
            case TRANSACTION -> transaction(caller, line);
            case PRODUCT, PRICE, SUBSCRIPTION ->
                throw new IllegalArgumentException("not this service's: " + line.kind());
        }
    }

    private void transaction(Caller caller, ImportLine line) {
        for (Kind to : List.of(Kind.ADDRESS, Kind.BUSINESS, Kind.SUBSCRIPTION)) line.refer(caller.merchantId(), to);
        line.referEach("items", caller.merchantId(), Kind.PRICE);
        var sale = line.as(Sale.class).data(caller, catalog);
        if (customers.find(caller, String.valueOf(sale.customerId())).isEmpty())
            throw Refusal.field("customer_id", "is not a customer of this merchant");
        transactions.imported(caller, sale, line.externalId());
    }
}
