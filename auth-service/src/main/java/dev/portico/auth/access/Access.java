package dev.portico.auth.access;

import static dev.portico.events.AuthEvents.SIGN_IN_NEW_DEVICE;

import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.NewDeviceData;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// By what a customer has come in.
///
/// @param devices browsers and the systems they run on, by their own word, the latest first
record Access(String id, String merchantId, String customerId, List<String> devices) implements Owned {

    // Nobody has that many; whoever is about to make them up is told of each.
    private static final int MOST = 50;

    static String idFor(String merchantId, String customerId) {
        return merchantId + ":" + customerId;
    }

    static Access none(String merchantId, String customerId) {
        return new Access(idFor(merchantId, customerId), merchantId, customerId, List.of());
    }

    /// He signs in. The first time of all is no news: it is what he has just asked for.
    Change<Access> signedIn(String device, Instant at) {
        if (devices.contains(device)) return Change.to(this);
        var all = Stream.concat(Stream.of(device), devices.stream()).limit(MOST).toList();
        var met = Change.to(new Access(id, merchantId, customerId, all));
        return devices.isEmpty() ? met : met.telling(SIGN_IN_NEW_DEVICE, new NewDeviceData(customerId, device, at));
    }
}
