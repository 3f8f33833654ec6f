package dev.portico.gateway.page;

import dev.portico.gateway.admission.Directory;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where ways to pay are entered: a page of the payment provider's, on an origin of its own.
record PaymentForm(@Nullable URI address) {

    /// Its address for one merchant's portal; null where there is none.
    @Nullable
    String of(Directory.Portal portal) {
        return address == null ? null : address + "?merchant=" + portal.merchantId();
    }

    /// What portals may frame; null for nothing.
    @Nullable
    String origin() {
        return address == null ? null : address.getScheme() + "://" + address.getAuthority();
    }
}
