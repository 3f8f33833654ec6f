package dev.portico.invoice.storage;

import dev.portico.chassis.caller.Caller;
import java.util.Optional;

/// The bytes of issued invoices and credit notes. Written once, never changed. Whose they are always stands in
/// the service's own store, and is looked at first.
public interface DocumentStorage {

    /// Lies there for good when this returns.
    ///
    /// @return the SHA-256 of what is stored, which is what came first
    String keep(Caller caller, String id, String customerId, byte[] pdf);

    /// Nothing for what is foreign, exactly as for what is unknown.
    Optional<byte[]> find(Caller caller, String id);
}
