package dev.portico.invoice.invoice;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The bytes of issued invoices and credit notes. Written once, never changed.
@Component
final class StoredDocuments {

    private final Records<Stored> documents;

    record Stored(String id, String merchantId, String customerId, byte[] pdf, String sha256) implements Owned {}

    StoredDocuments(Stores stores) {
        this.documents = stores.records("invoice_documents", Stored.class);
    }

    /// @return the SHA-256 of what is stored, which is what came first
    String keep(Caller caller, String id, String customerId, byte[] pdf) {
        var stored = new Stored(id, caller.merchantId(), customerId, pdf, Secrets.sha256(pdf));
        if (documents.insertOnce(caller, stored)) return stored.sha256();
        return documents.find(caller, id).orElseThrow().sha256();
    }

    Optional<byte[]> find(Caller caller, String id) {
        return documents.find(caller, id).map(Stored::pdf);
    }
}
