package dev.portico.chassis.store;

import org.jspecify.annotations.Nullable;

/// Something stored. It belongs to one merchant, and to one of its customers or to none.
public interface Owned {

    String id();

    String merchantId();

    /// The customer who may see this; null if it is the merchant's alone.
    default @Nullable String customerId() {
        return null;
    }
}
