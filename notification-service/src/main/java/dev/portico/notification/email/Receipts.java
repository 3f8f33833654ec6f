package dev.portico.notification.email;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells of a payment, once. Of one that was late it tells in other words, unless its merchant wants none of those.
@Component
final class Receipts {

    private final Emails emails;
    private final EmailChoices choices;
    private final LateBills late;

    Receipts(Emails emails, EmailChoices choices, LateBills late) {
        this.emails = emails;
        this.choices = choices;
        this.late = late;
    }

    void queue(Caller caller, Reader reader, String transactionId, Map<String, String> facts) {
        boolean recovered = late.contain(caller, transactionId) && choices.wants(caller, Kind.RECOVERED);
        // The same cause for both: when it is heard again, it may be known to have been late.
        String cause = Kind.RECEIPT.cause(transactionId);
        Kind kind = recovered ? Kind.RECOVERED : Kind.RECEIPT;
        emails.queue(
                caller, reader.mail(kind, cause, facts, page(transactionId)).attaching(invoice(transactionId, 1)));
    }

    /// The document of a transaction's invoice.
    static String invoice(String transactionId, int version) {
        String id = Ids.derived("inv", transactionId);
        return version == 1 ? id : id + ":" + version;
    }

    static String page(String transactionId) {
        return "/payments/" + transactionId;
    }
}
