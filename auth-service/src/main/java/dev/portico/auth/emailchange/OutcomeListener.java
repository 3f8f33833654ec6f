package dev.portico.auth.emailchange;

import dev.portico.auth.magiclink.SignIns;
import dev.portico.auth.session.Sessions;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.BillingEvents;
import dev.portico.events.EmailChangeOutcomeData;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Hears what became of a confirmed change. With a new address all sessions end but the one in which it was asked for,
/// and no sign-in link that lies in the old mailbox opens anything.
@Component
final class OutcomeListener implements Listener {

    private final EmailChanges changes;
    private final Sessions sessions;
    private final SignIns signIns;
    private final Clock clock;

    OutcomeListener(EmailChanges changes, Sessions sessions, SignIns signIns, Clock clock) {
        this.changes = changes;
        this.sessions = sessions;
        this.signIns = signIns;
        this.clock = clock;
    }

    @Override
    public void listen(Handlers on) {
        on.on(BillingEvents.CUSTOMER_EMAIL_CHANGE_SETTLED, this::settle);
    }

    // The sessions end before the change is done with: after a crash in between the event comes again, and is still
    // news.
    private void settle(Received<EmailChangeOutcomeData> event) {
        EmailChangeOutcomeData outcome = event.data();
        boolean changed = outcome.outcome().equals(EmailChange.CHANGED);
        changes.find(event.caller(), outcome.customerId())
                .filter(change -> change.isUnderWay() && change.requestId().equals(outcome.id()))
                .ifPresent(change -> {
                    if (changed) endOthers(event, change);
                    changes.settle(event.caller(), change, changed);
                });
    }

    private void endOthers(Received<?> event, EmailChange change) {
        Instant now = clock.instant();
        sessions.endOthers(event.caller(), change.customerId(), change.sessionId(), now);
        signIns.voidLinks(event.caller(), change.customerId(), now);
    }
}
