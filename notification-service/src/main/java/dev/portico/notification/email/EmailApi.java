package dev.portico.notification.email;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.RecentSignIn;
import dev.portico.chassis.http.Identified;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The e-mails that a customer was sent.
@RestController
final class EmailApi {

    private final Emails emails;

    /// @param kind what it was about, such as `receipt`
    /// @param to the address it was sent to
    /// @param language of its words
    /// @param status `queued`, `sent`, or why it was not: `bounced`, `expired`, `failed`
    record EmailView(
            String id,
            String customerId,
            String kind,
            String to,
            String language,
            String status,
            Instant createdAt,
            @Nullable Instant sentAt)
            implements Identified {

        static EmailView of(Email email, Caller.Customer caller) {
            return new EmailView(
                    email.id(),
                    caller.customerId(),
                    email.kind().wire(),
                    email.to(),
                    email.language(),
                    email.status(),
                    email.createdAt(),
                    email.sentAt());
        }
    }

    EmailApi(Emails emails) {
        this.emails = emails;
    }

    @GetMapping("/emails")
    @RecentSignIn
    Page<EmailView> list(Caller.Customer caller, @Paged PageRequest page) {
        return emails.page(caller, page).map(email -> EmailView.of(email, caller));
    }
}
