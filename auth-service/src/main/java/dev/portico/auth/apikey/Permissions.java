package dev.portico.auth.apikey;

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
                    "customer_auth_token",
                    "customer_portal_session",
                    "customer_sign_in",
                    "discount",
                    "email",
                    "email_setting",
                    "import",
                    "invoice",
                    "merchant",
                    "notification",
                    "notification_setting",
                    "payment_method",
                    "portal_configuration",
                    "price",
                    "product",
                    "subscription",
                    "tax_setting",
                    "test_clock",
                    "transaction")
            .flatMap(thing -> Stream.of(thing + ".read", thing + ".write"))
            .collect(Collectors.toUnmodifiableSet());

    private Permissions() {}
}
