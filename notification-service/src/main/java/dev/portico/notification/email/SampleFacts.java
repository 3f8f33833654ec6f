package dev.portico.notification.email;

import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Facts to show an e-mail with, as they would be written in a language.
final class SampleFacts {

    static final String CODE = "123456";
    static final String NAME = "Ada Lovelace";

    private static final Instant TODAY = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant DUE = Instant.parse("2026-12-08T10:00:00Z");
    private static final String PRODUCT = "Analytics Pro";

    private SampleFacts() {}

    static Map<String, String> in(Language language) {
        Formats formats = Formats.in(language);
        Messages messages = Messages.in(language);
        return Map.ofEntries(
                Map.entry("number", "INV-000123"),
                Map.entry("amount", formats.money(4900, "USD")),
                Map.entry("items", formats.list(List.of(PRODUCT))),
                Map.entry("product", PRODUCT),
                Map.entry("date", formats.date(TODAY)),
                Map.entry("due", formats.date(DUE)),
                Map.entry("next", formats.date(DUE)),
                Map.entry("time", formats.dateTime(TODAY)),
                Map.entry("valid", messages.text("email.days", Map.of("count", 7))),
                Map.entry("device", "Firefox on Linux"),
                Map.entry("email", "ada@example.com"),
                Map.entry(
                        "method",
                        messages.text(
                                "payment_method.card", Map.of("brand", messages.text("brand.visa"), "last4", "4242"))));
    }
}
