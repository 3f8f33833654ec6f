package dev.portico.invoice.storage;

import dev.portico.chassis.store.Owned;
import org.jspecify.annotations.Nullable;

/// What the service's own store knows of a document.
///
/// @param pdf its bytes; absent if they lie in a bucket
record StoredDocument(String id, String merchantId, String customerId, byte @Nullable [] pdf, String sha256)
        implements Owned {}
