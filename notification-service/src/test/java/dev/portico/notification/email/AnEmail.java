package dev.portico.notification.email;

import dev.portico.notification.email.Letters.Content;
import dev.portico.testing.Samples;
import java.time.Instant;
import java.util.Map;

/// E-mails to try things on.
final class AnEmail {

    private AnEmail() {}

    static Email receiptFor(String to, Instant now) {
        return of(Kind.RECEIPT, "de", to, facts(), null, now);
    }

    static Email signIn(Instant now, Instant expiresAt) {
        return of(Kind.SIGN_IN, "en", "ada@customers.example", facts(), expiresAt, now);
    }

    static Email in(String language, Kind kind) {
        return of(kind, language, "ada@customers.example", facts(), null, Samples.AT);
    }

    static Content content(String language, Kind kind) {
        return Content.of(in(language, kind), OwnWords.NONE);
    }

    static Map<String, String> facts() {
        return Map.ofEntries(
                Map.entry("email", "ada@new.example"),
                Map.entry("number", "SHOP-000001"),
                Map.entry("amount", "49,00 €"),
                Map.entry("date", "24. November 2026"),
                Map.entry("due", "8. Dezember 2026"),
                Map.entry("next", "25. November 2026"),
                Map.entry("items", "Analytical Engine & <Co>"),
                Map.entry("product", "Analytical Engine"),
                Map.entry("method", "Visa •••• 4242"),
                Map.entry("valid", "10 minutes"),
                Map.entry("device", "Firefox on Linux"),
                Map.entry("time", "November 24, 2026, 10:00 AM UTC"));
    }

    private static Email of(
            Kind kind, String language, String to, Map<String, String> facts, Instant expiresAt, Instant now) {
        return new Email(
                kind.wire() + ":1",
                "mer_1",
                "ctm_1",
                kind,
                to,
                kind == Kind.SIGN_IN ? null : "Ada Lovelace",
                language,
                facts,
                "/payments/txn_1",
                null,
                null,
                expiresAt == null ? null : "sealed",
                null,
                expiresAt == null ? null : "signin_1",
                "<cause@portico.localhost>",
                "queued",
                true,
                now,
                null,
                0,
                expiresAt,
                now,
                null,
                "0".repeat(31) + "1");
    }
}
