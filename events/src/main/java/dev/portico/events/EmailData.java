package dev.portico.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An e-mail to a customer and what became of it. No address and no content: those stay with their owner.
public record EmailData(
        String id,
        String kind,
        @Nullable String customerId,
        String messageId,
        String status,
        @Nullable Instant sentAt) {}
