package dev.portico.chassis.caller;

/// A caller that belongs to no merchant.
public sealed interface Insider extends Principal {

    /// Runs the installation: creates merchants.
    record Operator() implements Insider {}

    /// The gateway itself, asking who somebody is.
    record Gateway() implements Insider {}

    /// Nobody known. Reaches only what a signed link opens.
    record Anonymous() implements Insider {}
}
