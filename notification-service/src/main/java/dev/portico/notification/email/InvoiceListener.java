package dev.portico.notification.email;

import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.CustomerData;
import dev.portico.events.InvoiceData;
import dev.portico.events.InvoiceEvents;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.notification.party.Parties;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Whoever has paid gets a receipt, as soon as his invoice has its number. What is yet to be paid is asked for
/// elsewhere.
@Component
final class InvoiceListener implements Listener {

    private final Emails emails;
    private final Parties parties;

    InvoiceListener(Emails emails, Parties parties) {
        this.emails = emails;
        this.parties = parties;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(InvoiceEvents.INVOICE_ISSUED, this::receipt);
    }

    private void receipt(Received<InvoiceData> event) {
        InvoiceData invoice = event.data();
        if (Boolean.FALSE.equals(invoice.paidWhenIssued())) return;
        CustomerData customer = parties.customer(event.caller(), invoice.customerId());
        Language language = Language.best(
                customer.locale(), parties.merchant(event.caller()).locale());
        emails.queue(
                event.caller(),
                new Emails.Wanted(
                        "receipt:" + invoice.transactionId(),
                        Kind.RECEIPT,
                        customer.id(),
                        customer.email(),
                        customer.name(),
                        language.tag(),
                        facts(invoice, language),
                        "/payments/" + invoice.transactionId()));
    }

    private static Map<String, String> facts(InvoiceData invoice, Language language) {
        Formats formats = Formats.in(language);
        var facts = new HashMap<String, String>();
        facts.put("number", invoice.number());
        facts.put("amount", formats.money(Long.parseLong(invoice.total()), invoice.currencyCode()));
        facts.put("date", formats.date(invoice.issuedAt()));
        facts.put("items", formats.list(invoice.descriptions()));
        if (invoice.paidWith() != null) facts.put("method", Cards.name(invoice.paidWith(), Messages.in(language)));
        return facts;
    }
}
