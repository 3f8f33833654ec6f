package dev.portico.notification.email;

import dev.portico.chassis.inbox.Received;
import dev.portico.events.CustomerData;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.notification.email.Emails.Wanted;
import dev.portico.notification.party.Parties;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/// The customer whom an e-mail is for, and the language that he reads.
record Reader(CustomerData customer, Language language) {

    /// @throws dev.portico.chassis.inbox.RetryLater if he, or his merchant, is not known yet
    static Reader of(Parties parties, Received<?> event, String customerId) {
        CustomerData customer = parties.customer(event.caller(), customerId);
        String otherwise = parties.merchant(event.caller()).locale();
        return new Reader(customer, Language.best(customer.locale(), otherwise));
    }

    boolean isArchived() {
        return customer.status().equals("archived");
    }

    Messages messages() {
        return Messages.in(language);
    }

    String date(Instant at) {
        return Formats.in(language).date(at);
    }

    String time(Instant at) {
        return Formats.in(language).dateTime(at);
    }

    String money(String minor, String currency) {
        return Formats.in(language).money(Long.parseLong(minor), currency);
    }

    /// Each named once.
    String list(Collection<String> names) {
        return Formats.in(language).list(names.stream().distinct().toList());
    }

    /// An e-mail to him that leads to a page of the portal.
    Wanted mail(Kind kind, String cause, Map<String, String> facts, String path) {
        return new Wanted(cause, kind, customer.id(), customer.email(), customer.name(), language.tag(), facts, path);
    }

    /// An e-mail to him that opens one payment without a sign-in.
    Wanted mailToPay(Kind kind, String cause, Map<String, String> facts, String transactionId) {
        return new Wanted(
                cause,
                kind,
                customer.id(),
                customer.email(),
                customer.name(),
                language.tag(),
                facts,
                null,
                transactionId,
                null);
    }
}
