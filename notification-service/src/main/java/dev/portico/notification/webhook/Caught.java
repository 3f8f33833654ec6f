package dev.portico.notification.webhook;

import org.jspecify.annotations.Nullable;

/// What a back end answered.
///
/// @param status 0 if it did not
/// @param body the beginning of it, or why there is none
record Caught(int status, @Nullable String contentType, String body) {

    boolean isAccepted() {
        return status >= 200 && status < 300;
    }

    /// In a word, for the figures.
    String outcome() {
        if (isAccepted()) return "delivered";
        return status == 0 ? "unanswered" : "refused";
    }
}
