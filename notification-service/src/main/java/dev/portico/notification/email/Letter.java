package dev.portico.notification.email;

/// What the customer reads.
///
/// @param text for those whose program shows no HTML
/// @param html the same, as a page
record Letter(String subject, String text, String html) {}
