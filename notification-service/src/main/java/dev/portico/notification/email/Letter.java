package dev.portico.notification.email;

/// What the customer reads.
record Letter(String subject, String text, String html) {}
