package dev.portico.notification.email;

import static dev.portico.events.InvoiceEvents.DOCUMENT_MADE;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Worker;
import dev.portico.events.DocumentData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/// Invoices and credit notes that go along with e-mails. Kept for as long as an e-mail may have to wait.
@Component
final class Attachments implements Listener {

    private static final Duration KEPT = Duration.ofDays(3);
    private static final Duration SWEPT_EVERY = Duration.ofHours(1);

    private final Records<Attachment> attachments;
    private final Clock clock;

    /// @param name of the file, without its ending
    record Attachment(String id, String merchantId, String name, byte[] pdf, Instant keptAt) implements Owned {}

    Attachments(Stores stores, Clock clock) {
        this.attachments = stores.records("email_attachments", Attachment.class);
        this.clock = clock;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(DOCUMENT_MADE, this::keep);
    }

    @Bean
    Worker attachmentSweeper() {
        return new Worker("attachments", SWEPT_EVERY, () -> {
            attachments.sweep(Filters.lt("keptAt", clock.instant().minus(KEPT)));
            return false;
        });
    }

    /// Nothing if it was too large to come along.
    Optional<Attachment> find(Caller caller, String documentId) {
        return attachments.find(caller, documentId);
    }

    private void keep(Received<DocumentData> event) {
        DocumentData document = event.data();
        if (document.pdf() == null) return;
        byte[] pdf = Base64.getDecoder().decode(document.pdf());
        attachments.insertOnce(
                event.caller(),
                new Attachment(document.id(), event.merchantId(), document.name(), pdf, clock.instant()));
    }
}
