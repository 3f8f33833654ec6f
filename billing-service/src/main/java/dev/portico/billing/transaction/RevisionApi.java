package dev.portico.billing.transaction;

import dev.portico.billing.merchant.Merchants;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.events.PortalConfigurationData.CustomerActions;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.RevisedDetails;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Puts right who a bill is made out to. The customer, the business and the address themselves stay as they are.
@RestController
@Needs("transaction")
final class RevisionApi {

    private static final String TAX_IDENTIFIER = "[A-Za-z0-9][A-Za-z0-9 ./-]{2,29}";

    private final Transactions transactions;
    private final Merchants merchants;
    private final RevisionSettings settings;
    private final Clock clock;

    record Revise(
            @Nullable Buyer customer,
            @Nullable Company business,
            @Nullable Place address) {}

    record Buyer(@Nullable String name) {}

    record Company(@Nullable String name, @Nullable String taxIdentifier) {}

    record Place(
            @Nullable String firstLine,
            @Nullable String secondLine,
            @Nullable String city,
            @Nullable String region) {}

    RevisionApi(Transactions transactions, Merchants merchants, RevisionSettings settings, Clock clock) {
        this.transactions = transactions;
        this.merchants = merchants;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/transactions/{id}/revise")
    TransactionData revise(Caller caller, @PathVariable String id, @RequestBody Revise request) {
        merchants.requireAllowed(caller, CustomerActions::correctInvoices);
        RevisedDetails wanted = wanted(request);
        return transactions
                .change(caller, id, transaction -> transaction.revised(wanted, settings.most(), clock.instant()))
                .data();
    }

    private static RevisedDetails wanted(Revise request) {
        var customer = request.customer == null ? new Buyer(null) : request.customer;
        var business = request.business == null ? new Company(null, null) : request.business;
        var address = request.address == null ? new Place(null, null, null, null) : request.address;
        var fields = Fields.check();
        text(fields, "customer.name", customer.name);
        text(fields, "business.name", business.name);
        text(fields, "address.first_line", address.firstLine);
        text(fields, "address.second_line", address.secondLine);
        text(fields, "address.city", address.city);
        text(fields, "address.region", address.region);
        fields.orRefuse();
        if (business.taxIdentifier != null && !business.taxIdentifier.matches(TAX_IDENTIFIER))
            throw Refusal.of(ErrorCode.TRANSACTION_CANNOT_BE_REVISED_WITH_INVALID_TAX_IDENTIFIER);
        return new RevisedDetails(
                customer.name,
                business.name,
                business.taxIdentifier,
                address.firstLine,
                address.secondLine,
                address.city,
                address.region);
    }

    private static void text(Fields fields, String field, @Nullable String value) {
        fields.text(field, value, 1024).matches(field, value, text -> !text.isBlank(), "must not be empty");
    }
}
