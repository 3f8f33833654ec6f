package dev.portico.auth.magiclink;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// Counts the mails per merchant and address, so that two who ask at once can't both get the last one.
@Component
final class SendQuotas {

    private final Records<SendQuota> quotas;

    SendQuotas(Stores stores) {
        this.quotas = stores.records("send_quotas", SendQuota.class).taskIndex("lastSentAt");
    }

    /// Takes one mail out of the address's quota. The same attempt takes only one, however often it asks.
    ///
    /// @return false if there is none left
    boolean take(Caller.Service caller, String emailKey, String attempt, Instant now) {
        String id = caller.merchantId() + ":" + Secrets.sha256(emailKey);
        quotas.insertOnce(caller, new SendQuota(id, caller.merchantId(), List.of(), 0, now));
        while (true) {
            SendQuota quota = quotas.find(caller, id).orElseThrow();
            if (quota.covers(attempt)) return true;
            if (!quota.allowsOneMore(now)) return false;
            if (taken(caller, quota, attempt, now)) return true;
        }
    }

    void sweep(Instant now) {
        quotas.sweep(Filters.lte("lastSentAt", now.minus(SendLimits.HORIZON)));
    }

    private boolean taken(Caller.Service caller, SendQuota quota, String attempt, Instant now) {
        List<Document> sent = quota.sentWith(attempt, now).stream()
                .map(sending -> new Document("attempt", sending.attempt()).append("at", Date.from(sending.at())))
                .toList();
        Bson update =
                Updates.combine(Updates.set("sent", sent), Updates.inc("revision", 1L), Updates.set("lastSentAt", now));
        return quotas.claim(caller, quota.id(), Filters.eq("revision", quota.revision()), update)
                .isPresent();
    }
}
