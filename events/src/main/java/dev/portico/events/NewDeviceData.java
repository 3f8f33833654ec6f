package dev.portico.events;

import java.time.Instant;

/// A customer has signed in with a browser, on a system, that he never did before.
///
/// @param device both by their own word, coarsely: `Firefox on Linux`
public record NewDeviceData(String customerId, String device, Instant signedInAt) {}
