package dev.portico.chassis.caller;

/// Whoever the gateway vouches for: a [Caller] inside one merchant, or an [Insider] of the installation.
public sealed interface Principal permits Caller, Insider {}
