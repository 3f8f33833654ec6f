package dev.portico.notification.email;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What an e-mail is about: what its words may name, what stands in the table below its first sentence, and what it
/// ends
/// with.
enum Kind {
    SIGN_IN(Sent.ALWAYS, "valid time", "", Note.OWN),
    RECEIPT(Sent.IF_WANTED, "number amount date items", "number items method amount", Note.NONE),
    INVOICE(Sent.IF_WANTED, "number amount due items valid", "number items amount due", Note.TASK),
    PAYMENT_DUE(Sent.IF_WANTED, "amount items valid", "items amount", Note.TASK),
    PAYMENT_FAILED(Sent.IF_WANTED, "amount items valid", "items amount", Note.TASK),
    PAYMENT_RETRY(Sent.IF_WANTED, "amount items next valid", "items amount next", Note.TASK),
    RECOVERED(Sent.IF_WANTED, "number amount date items", "", Note.NONE),
    REFUNDED(Sent.IF_WANTED, "number amount items", "number", Note.NONE),
    CREDITED(Sent.IF_WANTED, "number amount items", "number", Note.NONE),
    INVOICE_REVISED(Sent.IF_WANTED, "number", "", Note.NONE),
    STARTED(Sent.IF_WANTED, "product date next", "", Note.NONE),
    TRIAL_ENDING(Sent.IF_WANTED, "product date amount", "", Note.OWN),
    RENEWAL_UPCOMING(Sent.IF_WANTED, "product date amount", "", Note.OWN),
    CHANGED(Sent.IF_WANTED, "items next", "", Note.NONE),
    PAUSE_SCHEDULED(Sent.IF_WANTED, "product date", "", Note.NONE),
    PAUSED(Sent.IF_WANTED, "product date", "", Note.NONE),
    RESUMED(Sent.IF_WANTED, "product date", "", Note.NONE),
    CANCEL_SCHEDULED(Sent.IF_WANTED, "product date", "", Note.OWN),
    CANCEL_UNDONE(Sent.IF_WANTED, "product date", "", Note.NONE),
    CANCELED(Sent.IF_WANTED, "product date", "", Note.NONE),
    METHOD_ADDED(Sent.IF_WANTED, "method time", "", Note.OWN),
    METHOD_REMOVED(Sent.IF_WANTED, "method time", "", Note.OWN),
    CARD_EXPIRING(Sent.IF_WANTED, "method date", "", Note.NONE),
    NEW_DEVICE(Sent.ALWAYS, "device time", "", Note.OWN),
    PASSKEY_ADDED(Sent.ALWAYS, "time", "", Note.OWN),
    PASSKEY_REMOVED(Sent.ALWAYS, "time", "", Note.OWN),
    EMAIL_CHANGE_CURRENT(Sent.ALWAYS, "email time valid", "", Note.OWN),
    EMAIL_CHANGE_NEW(Sent.ALWAYS, "email time valid", "", Note.OWN),
    EMAIL_CHANGED(Sent.ALWAYS, "email time valid", "", Note.OWN),
    EMAIL_CHANGE_REFUSED(Sent.ALWAYS, "email time valid", "", Note.OWN);

    private final Sent sent;
    private final List<String> names;
    private final List<String> rows;
    private final Note note;

    private enum Sent {
        /// A customer's safety hangs on it.
        ALWAYS,
        IF_WANTED
    }

    /// What stands below the button.
    enum Note {
        NONE,
        OWN,
        /// That the button opens one payment without a sign-in.
        TASK
    }

    Kind(Sent sent, String names, String rows, Note note) {
        this.sent = sent;
        this.names = words(names);
        this.rows = words(rows);
        this.note = note;
    }

    /// As it stands in texts, events and metrics.
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> of(String wire) {
        return Stream.of(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }

    /// The id of the one e-mail of this kind about something.
    String cause(String about) {
        return wire() + ":" + about;
    }

    boolean mustBeSent() {
        return sent == Sent.ALWAYS;
    }

    /// The facts that every e-mail of this kind holds, and the merchant's name.
    List<String> names() {
        return Stream.concat(names.stream(), Stream.of("merchant")).toList();
    }

    /// The facts in its table; those that are not known are left out.
    List<String> rows() {
        return rows;
    }

    Note note() {
        return note;
    }

    private static List<String> words(String all) {
        return all.isEmpty() ? List.of() : List.of(all.split(" "));
    }
}
