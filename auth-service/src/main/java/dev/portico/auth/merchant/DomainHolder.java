package dev.portico.auth.merchant;

import dev.portico.chassis.store.Owned;
import java.time.Instant;

/// Who has proven that a host is his. There is one document for a host, so nobody else has at the same time.
///
/// @param id the host
record DomainHolder(String id, String merchantId, Instant since) implements Owned {}
