package dev.portico.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer's wish to be known under another e-mail address. Addresses and links are sealed: only a holder of the
/// sealing key can read them.
///
/// @param id of this one wish; what is sealed was sealed for it
/// @param status `open` until both addresses have confirmed it, then `confirmed`, then `changed` or `refused`
/// @param sealedCurrentLink confirms it at the address that is known so far; only while it is asked for
/// @param sealedNewLink confirms it at the new address; only while it is asked for
public record EmailChangeData(
        String id,
        String customerId,
        String status,
        String locale,
        String sealedCurrentEmail,
        String sealedNewEmail,
        @Nullable String sealedCurrentLink,
        @Nullable String sealedNewLink,
        Instant requestedAt,
        Instant expiresAt) {}
