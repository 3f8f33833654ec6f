package dev.portico.auth.account;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.RecentSignIn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Everything that is held on a customer, as a table of contents: each part is read where it always is, page by page,
/// by whoever puts them together.
@RestController
final class ExportApi {

    private final Clock clock;

    /// @param parts where to read everything that is held on the customer
    record Export(String customerId, Instant exportedAt, List<Part> parts) {}

    /// @param name what it is, such as `transactions`
    /// @param path where it is read: one thing, or a list by its pages
    record Part(String name, String path) {}

    ExportApi(Clock clock) {
        this.clock = clock;
    }

    @GetMapping("/account/export")
    @RecentSignIn
    Export export(Caller.Customer caller) {
        String himself = "/customers/" + caller.customerId();
        return new Export(
                caller.customerId(),
                clock.instant(),
                List.of(
                        new Part("customer", himself),
                        new Part("addresses", himself + "/addresses?status=active,archived"),
                        new Part("businesses", himself + "/businesses?status=active,archived"),
                        new Part("payment_methods", himself + "/payment-methods"),
                        new Part("credit_balances", himself + "/credit-balances"),
                        new Part("subscriptions", "/subscriptions"),
                        new Part("transactions", "/transactions"),
                        new Part("adjustments", "/adjustments"),
                        new Part("invoices", "/invoices"),
                        new Part("emails", "/emails"),
                        new Part("sessions", "/sessions"),
                        new Part("sign_ins", "/sign-ins"),
                        new Part("passkeys", "/passkeys"),
                        new Part("email_changes", "/email-changes")));
    }
}
