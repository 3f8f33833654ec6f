package dev.portico.notification.email;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.observability.Trace;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.time.Clock;
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
            @Nullable String path) {}

    /// A link that is a secret, and the code that does the same.
    record SecretLink(String sealed, @Nullable String sealedCode, String sealedFor, Instant expiresAt) {}

    Emails(Stores stores, EmailSettings settings, Clock clock) {
        this.emails =
                stores.aggregates("emails", Email.class, Topic.NOTIFICATION).dueIndex("queued", "kind");
        this.settings = settings;
        this.clock = clock;
    }

    void onQueued(Set<Kind> kinds, Runnable wake) {
        kinds.forEach(kind -> wakes.put(kind, wake));
    }

    void queue(Caller caller, Wanted wanted) {
        queue(caller, wanted, null);
    }

    /// Has it sent, unless the same cause has had one.
    void queue(Caller caller, Wanted wanted, @Nullable SecretLink link) {
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
                link == null ? null : link.sealed(),
                link == null ? null : link.sealedCode(),
                link == null ? null : link.sealedFor(),
                "<" + Secrets.sha256(wanted.cause()).substring(0, 32) + "@" + settings.fromDomain() + ">",
                "queued",
                true,
                now,
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
