package dev.portico.auth.magiclink;

import dev.portico.chassis.store.Owned;
import java.time.Instant;

/// A customer asked for a link, and it is on its way. The link itself is only in the event, sealed.
record SignInRequest(String id, String merchantId, String customerId, Instant requestedAt, Instant expiresAt)
        implements Owned {}
