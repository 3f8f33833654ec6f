package dev.portico.auth.identity;

import dev.portico.chassis.store.Owned;
import dev.portico.events.CustomerData;
import org.jspecify.annotations.Nullable;

/// A customer, as far as signing in goes.
///
/// @param email as the customer's merchant wrote it: mail goes there, not to what somebody typed
/// @param emailKey the same as an [EmailKey]
public record Identity(
        String id,
        String merchantId,
        @Nullable String name,
        String email,
        String emailKey,
        String locale,
        String status)
        implements Owned {

    static final String ACTIVE = "active";

    @Override
    public String customerId() {
        return id;
    }

    boolean isActive() {
        return status.equals(ACTIVE);
    }

    static Identity of(String merchantId, CustomerData customer) {
        return new Identity(
                customer.id(),
                merchantId,
                customer.name(),
                customer.email(),
                EmailKey.of(customer.email()),
                customer.locale(),
                customer.status());
    }
}
