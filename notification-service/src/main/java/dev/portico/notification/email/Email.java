package dev.portico.notification.email;

import static dev.portico.events.NotificationEvents.EMAIL_FAILED;
import static dev.portico.events.NotificationEvents.EMAIL_SENT;

import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.EmailData;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An e-mail and what became of it. Its id is its cause, so one cause makes one e-mail.
///
/// @param facts what its words name: amounts, dates and products, already written out in the reader's language
/// @param path the portal's page behind its button; null for a sign-in link, or one to a task
/// @param task the transaction that whoever has the e-mail may pay without signing in; null if it opens nothing. The
/// link that does so is made while the e-mail is being sent, and kept nowhere
/// @param attached the document that goes along; null if there is none
/// @param sealedLink a link that is a secret; opened only while the e-mail is being sent, and forgotten then
/// @param sealedCode the code that goes with the link, likewise; its context is that of the link and `/code`
/// @param sealedFor the context in which it was sealed
/// @param queued true while it waits to be sent, else absent
/// @param dueAt when it may be tried next: far enough ahead, while somebody tries, that nobody else does
/// @param lease who tries
/// @param expiresAt when nobody wants it any more; null if never
/// @param trace the id of the trace that began with whatever caused it
record Email(
        String id,
        String merchantId,
        @Nullable String customerId,
        Kind kind,
        String to,
        @Nullable String name,
        String language,
        Map<String, String> facts,
        @Nullable String path,
        @Nullable String task,
        @Nullable String attached,
        @Nullable String sealedLink,
        @Nullable String sealedCode,
        @Nullable String sealedFor,
        String messageId,
        String status,
        @Nullable Boolean queued,
        Instant dueAt,
        @Nullable String lease,
        int attempts,
        @Nullable Instant expiresAt,
        Instant createdAt,
        @Nullable Instant sentAt,
        String trace)
        implements Owned {

    private static final String WITHDRAWN = "withdrawn";
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_RETRY = Duration.ofHours(1);
    private static final Duration GIVE_UP = Duration.ofHours(24);

    /// Takes it for one attempt. Unchanged if somebody else has it, or it is done.
    Change<Email> taken(String who, Instant now) {
        if (queued == null || now.isBefore(dueAt)) return Change.to(this);
        return Change.to(with(status, queued, now.plus(LEASE), who, attempts + 1, sealedLink, sentAt));
    }

    Change<Email> sent(Instant now) {
        var sent = with("sent", null, dueAt, null, attempts, null, now);
        return Change.to(sent).telling(EMAIL_SENT, sent.data());
    }

    /// Not now: again later, with growing patience, for a day.
    Change<Email> delayed(Instant now) {
        if (now.isAfter(createdAt.plus(GIVE_UP))) return failed("failed");
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(attempts - 1, 12));
        return Change.to(with(
                status,
                queued,
                now.plus(wait.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait),
                null,
                attempts,
                sealedLink,
                sentAt));
    }

    /// Never: the address refuses it for good, or it came too late.
    Change<Email> failed(String why) {
        var failed = with(why, null, dueAt, null, attempts, null, sentAt);
        return Change.to(failed).telling(EMAIL_FAILED, failed.data());
    }

    /// Nobody needs it any more: it is not sent, unless it was.
    Change<Email> withdrawn() {
        return queued == null ? Change.to(this) : Change.to(with(WITHDRAWN, null, dueAt, null, attempts, null, sentAt));
    }

    boolean isWithdrawn() {
        return status.equals(WITHDRAWN);
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    private Email with(
            String newStatus,
            @Nullable Boolean stillQueued,
            Instant due,
            @Nullable String who,
            int tries,
            @Nullable String link,
            @Nullable Instant sent) {
        return new Email(
                id,
                merchantId,
                customerId,
                kind,
                to,
                name,
                language,
                facts,
                path,
                task,
                attached,
                link,
                link == null ? null : sealedCode,
                sealedFor,
                messageId,
                newStatus,
                stillQueued,
                due,
                who,
                tries,
                expiresAt,
                createdAt,
                sent,
                trace);
    }

    private EmailData data() {
        return new EmailData(id, kind.wire(), customerId, messageId, status, sentAt);
    }
}
