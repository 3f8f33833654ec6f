package dev.portico.auth.apikey;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a key may be allowed to do. Names are Paddle's wherever Paddle has one.
public final class Permissions {

    public static final Set<String> ALL = Stream.of(
                    "address",
                    "adjustment",
                    "api_key",
                    "business",
                    "customer",
                    "customer_portal_session",
                    "email",
                    "invoice",
                    "merchant",
                    "notification",
                    "notification_setting",
                    "payment_method",
                    "price",
                    "product",
                    "subscription",
                    "transaction")
            .flatMap(thing -> Stream.of(thing + ".read", thing + ".write"))
            .collect(Collectors.toUnmodifiableSet());

    private Permissions() {}

    /// @throws Refusal `forbidden`
    public static void require(Caller.Merchant caller, String permission) {
        if (!caller.permissions().contains(permission))
            throw Refusal.of(ErrorCode.FORBIDDEN, "This API key lacks the permission " + permission + ".");
    }
}
