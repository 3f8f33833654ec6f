package dev.portico.auth.session;

import java.time.Duration;
import org.springframework.http.ResponseCookie;

/// The cookie that says who is signed in. Lax, because the first visit comes from a link in an e-mail.
public final class SessionCookie {

    private static final String NAME = "__Host-sid";

    private SessionCookie() {}

    public static String of(Sessions.Opened opened) {
        return cookie(opened.secret()).build().toString();
    }

    static String gone() {
        return cookie("").maxAge(Duration.ZERO).build().toString();
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String value) {
        return ResponseCookie.from(NAME, value)
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax")
                .path("/");
    }
}
