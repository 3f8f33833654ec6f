package dev.portico.auth.passkey;

import dev.portico.chassis.id.Secrets;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/// The cookie by which a browser that was given a challenge is known again when the answer comes. Strict, because only
/// the portal's own pages ask and answer.
final class ChallengeCookie {

    static final String NAME = "__Host-passkey";

    private static final Pattern OURS = Pattern.compile("[A-Za-z0-9_-]{43}");

    private ChallengeCookie() {}

    // Taken as it is: decoded, as Spring would, a value with a stray % would be an error.
    static String in(@Nullable Cookie cookie) {
        return cookie == null ? "" : cookie.getValue();
    }

    /// The browser's own value, if it has one: a second tab must not unbind what the first one was given.
    static String valueFor(@Nullable Cookie present) {
        return OURS.matcher(in(present)).matches() ? in(present) : Secrets.token();
    }

    static String of(String value) {
        return cookie(value, PasskeyChallenge.VALID_FOR);
    }

    static String gone() {
        return cookie("", Duration.ZERO);
    }

    private static String cookie(String value, Duration validFor) {
        return ResponseCookie.from(NAME, value)
                .secure(true)
                .httpOnly(true)
                .sameSite("Strict")
                .path("/")
                .maxAge(validFor)
                .build()
                .toString();
    }
}
