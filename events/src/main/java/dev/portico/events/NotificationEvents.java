package dev.portico.events;

/// What notification-service says: who has been told.
public final class NotificationEvents {

    public static final EventType<EmailData> EMAIL_SENT =
            new EventType<>("email.sent", Topic.NOTIFICATION, EmailData.class);
    public static final EventType<EmailData> EMAIL_FAILED =
            new EventType<>("email.failed", Topic.NOTIFICATION, EmailData.class);

    private NotificationEvents() {}
}
