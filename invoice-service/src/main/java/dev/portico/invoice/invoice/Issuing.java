package dev.portico.invoice.invoice;

import static dev.portico.events.BillingEvents.TRANSACTION_BILLED;
import static dev.portico.events.BillingEvents.TRANSACTION_COMPLETED;
import static dev.portico.events.BillingEvents.TRANSACTION_REVISED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.inbox.RetryLater;
import dev.portico.events.BusinessData;
import dev.portico.events.CustomerData;
import dev.portico.events.MerchantData;
import dev.portico.events.TransactionData;
import dev.portico.invoice.document.InvoiceRenderer;
import dev.portico.invoice.invoice.Invoice.Company;
import dev.portico.invoice.party.Parties;
import dev.portico.invoice.settings.Logos;
import dev.portico.invoice.settings.Settings;
import dev.portico.invoice.storage.DocumentStorage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A billed or completed transaction gets its invoice, once: first the number, then the PDF, then the event that tells
/// of both. A crash
/// between
/// any two is mended when the transaction's event comes again, for each step finds what was done before.
@Component
final class Issuing implements Listener {

    private final Invoices invoices;
    private final DocumentStorage documents;
    private final Parties parties;
    private final Settings settings;
    private final Logos logos;
    private final InvoiceRenderer renderer;
    private final MeterRegistry meters;
    private final Clock clock;

    Issuing(
            Invoices invoices,
            DocumentStorage documents,
            Parties parties,
            Settings settings,
            Logos logos,
            InvoiceRenderer renderer,
            MeterRegistry meters,
            Clock clock) {
        this.invoices = invoices;
        this.documents = documents;
        this.parties = parties;
        this.settings = settings;
        this.logos = logos;
        this.renderer = renderer;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(TRANSACTION_BILLED, this::issue)
                .on(TRANSACTION_COMPLETED, this::issue)
                .on(TRANSACTION_REVISED, this::reissue);
    }

    private void issue(Received<TransactionData> event) {
        TransactionData transaction = event.data();
        boolean nothingPaid = transaction.details().totals().total().equals("0");
        if (nothingPaid || transaction.customerId() == null) return;
        Invoice invoice = invoices.number(event.caller(), draft(event.caller(), transaction, transaction.customerId()));
        if (invoice.documentSha256() != null) return;
        Made made = keep(event.caller(), invoice);
        invoices.rendered(event.caller(), invoice.id(), made);
        meters.counter("invoices.issued").increment();
    }

    // First the new PDF is stored, then the invoice says so: until then the old one is shown.
    private void reissue(Received<TransactionData> event) {
        Caller house = event.caller();
        String id = Ids.derived("inv", event.data().id());
        Invoice invoice =
                invoices.find(house, id).orElseThrow(() -> new RetryLater("invoice " + id + " is not made yet"));
        Invoice revised = invoice.revised(event.data());
        if (revised.equals(invoice)) return;
        Made made = keep(house, revised);
        invoices.change(house, id, before -> before.replaced(revised, made));
        meters.counter("invoices.revised").increment();
    }

    private Made keep(Caller caller, Invoice invoice) {
        byte[] pdf = renderer.render(Wording.of(invoice, logos.on(caller, invoice.printed())));
        String sha256 = documents.keep(caller, invoice.documentId(), invoice.customerId(), pdf);
        return new Made(invoice.documentId(), invoice.number(), sha256, pdf);
    }

    private @Nullable Company company(Caller caller, @Nullable String businessId) {
        if (businessId == null) return null;
        BusinessData business = parties.business(caller, businessId);
        return new Company(business.name(), business.taxIdentifier());
    }

    private Invoice draft(Caller caller, TransactionData transaction, String customerId) {
        MerchantData seller = parties.seller(caller);
        CustomerData buyer = parties.buyer(caller, customerId);
        return new Invoice(
                Ids.derived("inv", transaction.id()),
                caller.merchantId(),
                customerId,
                seller.slug().toUpperCase(Locale.ROOT),
                0,
                seller,
                buyer,
                company(caller, transaction.businessId()),
                transaction.addressId() == null ? null : parties.address(caller, transaction.addressId()),
                transaction,
                null,
                null,
                settings.of(caller),
                buyer.testClockId() == null || transaction.billedAt() == null
                        ? clock.instant()
                        : transaction.billedAt());
    }
}
