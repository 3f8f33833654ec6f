package dev.portico.notification.email;

import static dev.portico.events.BillingEvents.PAYMENT_METHOD_EXPIRING;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_COLLECTION_FAILED;

import dev.portico.chassis.caller.TaskLinks;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.CollectionFailureData;
import dev.portico.events.CustomerData;
import dev.portico.events.ExpiringMethodData;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.notification.email.Emails.Wanted;
import dev.portico.notification.party.Parties;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells customers that what their subscription costs could not be collected, or soon can't be: once for each try, with
/// the day of the next one. Who is told that his subscription has ended or is paused is told so elsewhere.
@Component
final class CollectionListener implements Listener {

    private static final String KEPT = "keep";

    private final Emails emails;
    private final Parties parties;

    CollectionListener(Emails emails, Parties parties) {
        this.emails = emails;
        this.parties = parties;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(SUBSCRIPTION_COLLECTION_FAILED, this::failed).on(PAYMENT_METHOD_EXPIRING, this::expiring);
    }

    private void failed(Received<CollectionFailureData> event) {
        CollectionFailureData failure = event.data();
        boolean last = failure.nextTryAt() == null;
        if (last && !failure.afterLastTry().equals(KEPT)) return;
        CustomerData customer = parties.customer(event.caller(), failure.customerId());
        if (customer.status().equals("archived")) return;
        Kind kind = last ? Kind.PAYMENT_FAILED : Kind.PAYMENT_RETRY;
        Language language = language(event, customer);
        emails.queue(
                event.caller(),
                new Wanted(
                        kind.wire() + ":" + failure.transactionId() + ":" + failure.failures(),
                        kind,
                        customer.id(),
                        customer.email(),
                        customer.name(),
                        language.tag(),
                        facts(failure, language),
                        null,
                        failure.transactionId()));
    }

    private void expiring(Received<ExpiringMethodData> event) {
        ExpiringMethodData method = event.data();
        CustomerData customer = parties.customer(event.caller(), method.customerId());
        if (customer.status().equals("archived")) return;
        Language language = language(event, customer);
        emails.queue(
                event.caller(),
                new Wanted(
                        "card_expiring:" + method.paymentMethodId() + ":" + method.daysLeft(),
                        Kind.CARD_EXPIRING,
                        customer.id(),
                        customer.email(),
                        customer.name(),
                        language.tag(),
                        Map.of(
                                "method",
                                Cards.name(new MethodDetails("card", method.card(), null, null), Messages.in(language)),
                                "date",
                                Formats.in(language).date(method.lastDay())),
                        "/payment-methods"));
    }

    private Language language(Received<?> event, CustomerData customer) {
        return Language.best(customer.locale(), parties.merchant(event.caller()).locale());
    }

    private static Map<String, String> facts(CollectionFailureData failure, Language language) {
        Formats formats = Formats.in(language);
        var facts = new HashMap<String, String>();
        facts.put("amount", formats.money(Long.parseLong(failure.amount()), failure.currencyCode()));
        facts.put("items", formats.list(failure.products()));
        facts.put("valid", Messages.in(language).text("email.days", Map.of("count", TaskLinks.LIFETIME.toDays())));
        if (failure.nextTryAt() != null) facts.put("next", formats.date(failure.nextTryAt()));
        return facts;
    }
}
