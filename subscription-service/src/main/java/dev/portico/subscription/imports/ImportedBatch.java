package dev.portico.subscription.imports;

import dev.portico.chassis.store.Owned;
import dev.portico.events.ImportedBatchData;
import java.time.Instant;

/// A batch that was kept, and what was answered.
record ImportedBatch(String id, String merchantId, ImportedBatchData answer, Instant keptAt) implements Owned {}
