package dev.portico.notification.email;

import static dev.portico.events.BillingEvents.TRANSACTION_CANCELED;
import static dev.portico.events.BillingEvents.TRANSACTION_COMPLETED;
import static dev.portico.events.BillingEvents.TRANSACTION_PAYMENT_FAILED;
import static dev.portico.events.BillingEvents.TRANSACTION_READY;
import static dev.portico.events.BillingEvents.TRANSACTION_UPDATED;

import dev.portico.chassis.caller.TaskLinks;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.BillingDetails;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.Payment;
import dev.portico.notification.email.Emails.Wanted;
import dev.portico.notification.party.Parties;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Asks customers for money: for an invoice that they pay by themselves, for a payment that failed, and, where that is
/// wanted, for one that waits. Each is asked for once; what was paid or canceled meanwhile is not asked for any more.
@Component
final class PaymentListener implements Listener {

    private static final Set<String> TO_BE_PAID = Set.of("ready", "billed", "past_due");
    private static final List<Kind> ASKING = List.of(Kind.INVOICE, Kind.PAYMENT_DUE, Kind.PAYMENT_FAILED);
    // Whatever becomes of an invoice later, it is not new any more.
    private static final Duration NEW_FOR = Duration.ofDays(1);

    private final Emails emails;
    private final Parties parties;
    private final Receipts receipts;
    private final EmailSettings settings;

    PaymentListener(Emails emails, Parties parties, Receipts receipts, EmailSettings settings) {
        this.emails = emails;
        this.parties = parties;
        this.receipts = receipts;
        this.settings = settings;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(TRANSACTION_READY, this::ready)
                .on(TRANSACTION_UPDATED, this::updated)
                .on(TRANSACTION_PAYMENT_FAILED, this::failed)
                .on(TRANSACTION_COMPLETED, this::completed)
                .on(TRANSACTION_CANCELED, this::settled);
    }

    // What a subscription owes is collected by itself, and what is paid by invoice is asked for when there is one.
    private void ready(Received<TransactionData> event) {
        TransactionData transaction = event.data();
        boolean asked = transaction.origin().equals("api")
                && transaction.collectionMode().equals("automatic")
                && !transaction.details().totals().balance().equals("0");
        Duration after = settings.askForOpenPaymentsAfter();
        if (asked && after != null) ask(event, Kind.PAYMENT_DUE, after);
    }

    // A bill is an invoice once it has its number.
    private void updated(Received<TransactionData> event) {
        TransactionData transaction = event.data();
        if (transaction.invoiceNumber() == null) return;
        if (transaction.status().equals("billed") && isNew(transaction)) ask(event, Kind.INVOICE, Duration.ZERO);
        if (transaction.status().equals("completed")) receipt(event);
    }

    private void failed(Received<TransactionData> event) {
        // What a subscription owes is asked for when it says so: it knows whether it will try again.
        boolean owed = event.data().origin().startsWith("subscription_")
                && event.data().collectionMode().equals("automatic");
        if (!owed && TO_BE_PAID.contains(event.data().status()))
            ask(event, Kind.PAYMENT_FAILED, settings.secondTryWithin());
    }

    private void completed(Received<TransactionData> event) {
        settled(event);
        if (event.data().invoiceNumber() != null) receipt(event);
    }

    private void settled(Received<TransactionData> event) {
        ASKING.forEach(
                kind -> emails.withdraw(event.caller(), kind.cause(event.data().id())));
    }

    private void ask(Received<TransactionData> event, Kind kind, Duration later) {
        TransactionData transaction = event.data();
        if (transaction.customerId() == null) return;
        Reader reader = Reader.of(parties, event, transaction.customerId());
        if (reader.isArchived()) return;
        var facts = facts(transaction, transaction.details().totals().balance(), reader);
        Wanted mail = reader.mailToPay(kind, kind.cause(transaction.id()), facts, transaction.id());
        boolean invoiced = kind == Kind.INVOICE;
        emails.queue(event.caller(), invoiced ? mail.attaching(Receipts.invoice(transaction.id(), 1)) : mail, later);
    }

    // An invoice that is paid later is issued once, and not again when it is paid.
    private void receipt(Received<TransactionData> event) {
        TransactionData transaction = event.data();
        if (!transaction.collectionMode().equals("manual") || transaction.customerId() == null) return;
        Reader reader = Reader.of(parties, event, transaction.customerId());
        var facts = facts(transaction, transaction.details().totals().grandTotal(), reader);
        receipts.queue(event.caller(), reader, transaction.id(), facts);
    }

    private static Map<String, String> facts(TransactionData transaction, String amount, Reader reader) {
        var facts = new HashMap<String, String>();
        facts.put("amount", reader.money(amount, transaction.currencyCode()));
        facts.put(
                "items",
                reader.list(transaction.details().lineItems().stream()
                        .map(line -> line.product().name())
                        .toList()));
        facts.put("valid", reader.messages().text("email.days", Map.of("count", TaskLinks.LIFETIME.toDays())));
        facts.put("date", reader.date(transaction.updatedAt()));
        if (transaction.invoiceNumber() != null) facts.put("number", transaction.invoiceNumber());
        Instant billed = transaction.billedAt();
        BillingDetails terms = transaction.billingDetails();
        if (billed != null)
            facts.put(
                    "due",
                    reader.date(terms == null ? billed : terms.paymentTerms().endAfter(billed)));
        transaction.payments().stream()
                .filter(payment -> payment.capturedAt() != null)
                .findFirst()
                .ifPresent(payment -> paid(payment, facts, reader));
        return facts;
    }

    private static void paid(Payment payment, Map<String, String> facts, Reader reader) {
        Instant captured = payment.capturedAt();
        if (captured != null) facts.put("date", reader.date(captured));
        if (payment.methodDetails() != null)
            facts.put("method", Cards.name(payment.methodDetails(), reader.messages()));
    }

    private static boolean isNew(TransactionData transaction) {
        Instant billed = transaction.billedAt();
        return billed != null && transaction.updatedAt().isBefore(billed.plus(NEW_FOR));
    }
}
