package dev.portico.invoice.storage;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Stores;
import java.util.Optional;

/// Documents whose bytes lie in a bucket, each merchant's by themselves under their SHA-256. The service's own
/// store knows whose they are, and has the bytes of those that were made before there was a bucket.
final class BucketDocuments implements DocumentStorage, AutoCloseable {

    private final StoredDocuments index;
    private final Bucket bucket;

    BucketDocuments(Stores stores, Bucket bucket) {
        this.index = new StoredDocuments(stores);
        this.bucket = bucket;
    }

    // First the bytes: what the store knows of is there. What a crash leaves in the bucket alone is found there by the
    // next try.
    @Override
    public String keep(Caller caller, String id, String customerId, byte[] pdf) {
        String sha256 = Secrets.sha256(pdf);
        bucket.put(key(caller, sha256), pdf);
        return index.keep(caller, new StoredDocument(id, caller.merchantId(), customerId, null, sha256));
    }

    @Override
    public Optional<byte[]> find(Caller caller, String id) {
        return index.known(caller, id)
                .map(known -> known.pdf() == null ? fetched(caller, known.sha256()) : known.pdf());
    }

    @Override
    public void close() {
        bucket.close();
    }

    private byte[] fetched(Caller caller, String sha256) {
        byte[] pdf = bucket.get(key(caller, sha256))
                .orElseThrow(() -> new IllegalStateException(sha256 + " is not in the bucket"));
        if (!Secrets.sha256(pdf).equals(sha256)) throw new IllegalStateException(sha256 + " was changed in the bucket");
        return pdf;
    }

    private static String key(Caller caller, String sha256) {
        return caller.merchantId() + "/" + sha256 + ".pdf";
    }
}
