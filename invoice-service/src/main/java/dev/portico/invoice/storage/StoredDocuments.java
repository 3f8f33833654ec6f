package dev.portico.invoice.storage;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.util.Optional;

/// Documents whose bytes lie in the service's own store.
final class StoredDocuments implements DocumentStorage {

    private final Records<StoredDocument> documents;

    StoredDocuments(Stores stores) {
        this.documents = stores.records("invoice_documents", StoredDocument.class);
    }

    @Override
    public String keep(Caller caller, String id, String customerId, byte[] pdf) {
        return keep(caller, new StoredDocument(id, caller.merchantId(), customerId, pdf, Secrets.sha256(pdf)));
    }

    @Override
    public Optional<byte[]> find(Caller caller, String id) {
        return known(caller, id).map(StoredDocuments::bytes);
    }

    String keep(Caller caller, StoredDocument document) {
        if (documents.insertOnce(caller, document)) return document.sha256();
        return known(caller, document.id()).orElseThrow().sha256();
    }

    Optional<StoredDocument> known(Caller caller, String id) {
        return documents.find(caller, id);
    }

    private static byte[] bytes(StoredDocument document) {
        byte[] pdf = document.pdf();
        if (pdf == null)
            throw new IllegalStateException(document.id() + " lies in a bucket: set portico.invoice.storage.bucket");
        return pdf;
    }
}
