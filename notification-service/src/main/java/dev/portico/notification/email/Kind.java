package dev.portico.notification.email;

import java.util.Locale;

/// What an e-mail is about.
enum Kind {
    SIGN_IN,
    RECEIPT,
    INVOICE,
    PAYMENT_DUE,
    PAYMENT_FAILED,
    PAYMENT_RETRY,
    CANCEL_SCHEDULED,
    CANCEL_UNDONE,
    CANCELED,
    PAUSED,
    RESUMED,
    CARD_EXPIRING,
    EMAIL_CHANGE_CURRENT,
    EMAIL_CHANGE_NEW,
    EMAIL_CHANGED,
    EMAIL_CHANGE_REFUSED;

    /// As it stands in texts, events and metrics.
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
