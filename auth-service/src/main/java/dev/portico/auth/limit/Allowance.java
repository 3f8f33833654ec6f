package dev.portico.auth.limit;

import dev.portico.chassis.store.Owned;

/// A token bucket, kept as the one instant at which it will be full again.
///
/// @param id a hash of whose it is
/// @param fullAt microseconds since the epoch
record Allowance(String id, String merchantId, long fullAt) implements Owned {}
