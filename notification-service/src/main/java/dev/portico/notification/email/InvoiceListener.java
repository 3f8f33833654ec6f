package dev.portico.notification.email;

import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.CustomerData;
import dev.portico.events.InvoiceData;
import dev.portico.events.InvoiceEvents;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.notification.party.Parties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Whoever has paid gets a receipt, as soon as his invoice has its number.
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
        if (invoice.paidWith() != null) facts.put("method", name(invoice.paidWith(), Messages.in(language)));
        return facts;
    }

    private static String name(MethodDetails method, Messages messages) {
        var card = method.card();
        if (card == null) return messages.text("payment_method.other");
        boolean known = List.of("visa", "mastercard", "american_express").contains(card.type());
        String brand = messages.text("brand." + (known ? card.type() : "unknown"));
        return messages.text("payment_method.card", Map.of("brand", brand, "last4", card.last4()));
    }
}
