package dev.portico.notification.webhook;

import dev.portico.chassis.store.Owned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One try, and what the back end answered.
record Delivery(
        String id,
        String merchantId,
        String notificationId,
        int responseCode,
        @Nullable String responseContentType,
        String responseBody,
        Instant attemptedAt)
        implements Owned {}
