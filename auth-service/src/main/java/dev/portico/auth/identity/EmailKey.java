package dev.portico.auth.identity;

import java.util.Locale;

/// An e-mail address in the form in which two are compared.
public final class EmailKey {

    private EmailKey() {}

    public static String of(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
