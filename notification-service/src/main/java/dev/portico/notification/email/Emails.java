package dev.portico.notification.email;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.observability.Trace;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The e-mails of all merchants, waiting and sent.
@Component
final class Emails {

    private static final int AT_ONCE = 50;

    private final Aggregates<Email> emails;
    private final EmailChoices choices;
    private final EmailSettings settings;
    private final Clock clock;
    private final Map<Kind, Runnable> wakes = new ConcurrentHashMap<>();

    /// What is to be said, to whom and why.
    record Wanted(
            String cause,
            Kind kind,
            @Nullable String customerId,
            String to,
            @Nullable String name,
            String language,
            Map<String, String> facts,
            @Nullable String path,
            @Nullable String task,
            @Nullable String attached) {

        /// One whose link needs a sign-in.
        Wanted(
                String cause,
                Kind kind,
                @Nullable String customerId,
                String to,
                @Nullable String name,
                String language,
                Map<String, String> facts,
                @Nullable String path) {
            this(cause, kind, customerId, to, name, language, facts, path, null, null);
        }

        /// With a document, if it is there when the e-mail is sent.
        Wanted attaching(String documentId) {
            return new Wanted(cause, kind, customerId, to, name, language, facts, path, task, documentId);
        }
    }

    /// A link that is a secret, and the code that does the same.
    record SecretLink(String sealed, @Nullable String sealedCode, String sealedFor, Instant expiresAt) {}

    Emails(Stores stores, EmailChoices choices, EmailSettings settings, Clock clock) {
        this.emails =
                stores.aggregates("emails", Email.class, Topic.NOTIFICATION).dueIndex("queued", "kind");
        this.choices = choices;
        this.settings = settings;
        this.clock = clock;
    }

    void onQueued(Set<Kind> kinds, Runnable wake) {
        kinds.forEach(kind -> wakes.put(kind, wake));
    }

    void queue(Caller caller, Wanted wanted) {
        queue(caller, wanted, null, Duration.ZERO);
    }

    void queue(Caller caller, Wanted wanted, SecretLink link) {
        queue(caller, wanted, link, Duration.ZERO);
    }

    /// Has it sent a little later, so that it can be withdrawn before.
    void queue(Caller caller, Wanted wanted, Duration later) {
        queue(caller, wanted, null, later);
    }

    // One cause, one e-mail: whoever asks again is told nothing.
    private void queue(Caller caller, Wanted wanted, @Nullable SecretLink link, Duration later) {
        if (!choices.wants(caller, wanted.kind())) return;
        Instant now = clock.instant();
        var email = new Email(
                wanted.cause(),
                caller.merchantId(),
                wanted.customerId(),
                wanted.kind(),
                wanted.to(),
                wanted.name(),
                wanted.language(),
                wanted.facts(),
                wanted.path(),
                wanted.task(),
                wanted.attached(),
                link == null ? null : link.sealed(),
                link == null ? null : link.sealedCode(),
                link == null ? null : link.sealedFor(),
                "<" + Secrets.sha256(wanted.cause()).substring(0, 32) + "@" + settings.fromDomain() + ">",
                "queued",
                true,
                now.plus(later),
                null,
                0,
                link == null ? null : link.expiresAt(),
                now,
                null,
                Trace.current().id());
        try {
            emails.create(caller, Change.to(email));
        } catch (Duplicate e) {
            return;
        }
        wakes.getOrDefault(wanted.kind(), () -> {}).run();
    }

    /// Has one not sent that still waits, if there is any for this cause.
    ///
    /// @return whether there was one, and it won't be sent
    boolean withdraw(Caller caller, String cause) {
        return emails.find(caller, cause).isPresent()
                && emails.change(caller, cause, Email::withdrawn).isWithdrawn();
    }

    Page<Email> page(Caller.Customer caller, PageRequest page) {
        return emails.page(caller, Filters.empty(), page);
    }

    List<Email> due(Set<Kind> kinds) {
        List<String> names = kinds.stream().map(Kind::name).toList();
        return emails.due(
                Filters.and(
                        Filters.eq("queued", true), Filters.in("kind", names), Filters.lte("dueAt", clock.instant())),
                AT_ONCE);
    }

    Email change(Email email, Function<Email, Change<Email>> change) {
        return emails.change(new Caller.Service(email.merchantId(), "an e-mail is due"), email.id(), change);
    }
}
