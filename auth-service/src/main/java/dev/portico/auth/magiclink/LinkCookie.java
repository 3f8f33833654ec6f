package dev.portico.auth.magiclink;

import dev.portico.chassis.id.Secrets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/// The cookie by which a browser that asked for a link is known again when the link is opened.
final class LinkCookie {

    static final String NAME = "__Host-link";

    private static final Pattern OURS = Pattern.compile("[A-Za-z0-9_-]{43}");

    private LinkCookie() {}

    /// The browser's own value, if it has one: asking twice must not unbind the mail that is already on its way. Nobody
    /// else can have planted it, because of the name's prefix.
    static String valueFor(@Nullable String present) {
        return present != null && OURS.matcher(present).matches() ? present : Secrets.token();
    }

    static String of(String value, Duration validFor) {
        return ResponseCookie.from(NAME, value)
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax")
                .path("/")
                .maxAge(validFor)
                .build()
                .toString();
    }

    static String gone() {
        return of("", Duration.ZERO);
    }
}
