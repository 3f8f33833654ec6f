package dev.portico.gateway.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.caller.InternalToken;
import dev.portico.chassis.caller.Principal;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.gateway.GatewaySettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// Decides who is asking: by the API key at the API's door, by host and session cookie at a portal's.
@Component
public final class Admission {

    /// Where the web app finds the services on a portal's host.
    public static final String API_PREFIX = "/api";

    /// Carries a task link's token: whoever sends it is asking as its holder, and as nobody else.
    private static final String TASK_HEADER = "Portico-Task";

    private static final String SESSION_COOKIE = "__Host-sid";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST_CREDENTIAL = 256;

    private final GatewaySettings settings;
    private final Directory directory;

    Admission(GatewaySettings settings, Directory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /// Whoever holds the API key, or the operator. Links signed for anybody are opened by anybody.
    ///
    /// @throws Refusal `authentication_missing`, `authentication_malformed` or `invalid_token`
    public InternalToken atApi(HttpServletRequest request, boolean openToAll) {
        return new InternalToken(openToAll ? new Insider.Anonymous() : keyHolder(request), Door.origin(request));
    }

    /// The customer who is signed in at this portal, or a visitor; or whoever holds a task's link, whose cookies are
    /// not looked at.
    ///
    /// @throws Refusal `forbidden` for a change that another site has set up, `task_link_expired` for a link that
    /// opens nothing here
    public InternalToken atPortal(Directory.Portal portal, HttpServletRequest request) {
        if (!SAFE.contains(request.getMethod())) refuseForgery(request);
        String origin = Door.origin(request) + API_PREFIX;
        String task = request.getHeader(TASK_HEADER);
        if (task != null) return new InternalToken(payer(portal, task), origin);
        return cookie(request)
                .flatMap(cookie -> directory.session(portal.merchantId(), cookie))
                .map(session -> new InternalToken(customer(portal, session), origin, session.signedInAt()))
                .orElseGet(() -> new InternalToken(new Caller.Visitor(portal.merchantId()), origin));
    }

    /// Forgets what was known of the browser's session: signing in or out may just have changed it.
    public void forgetSession(Directory.Portal portal, HttpServletRequest request) {
        cookie(request).ifPresent(cookie -> directory.forget(portal.merchantId(), cookie));
    }

    private static Caller.Customer customer(Directory.Portal portal, Directory.Session session) {
        return new Caller.Customer(portal.merchantId(), session.customerId(), session.sessionId());
    }

    private Principal payer(Directory.Portal portal, String token) {
        return Optional.of(token)
                .filter(shown -> shown.length() <= LONGEST_CREDENTIAL)
                .flatMap(shown -> directory.task(portal.merchantId(), shown))
                .map(task -> new Caller.Payer(portal.merchantId(), task.customerId(), task.transactionId()))
                .orElseThrow(() -> Refusal.of(ErrorCode.TASK_LINK_EXPIRED));
    }

    // A page of another site can send a request with our cookie, but neither this header nor our origin.
    private static void refuseForgery(HttpServletRequest request) {
        boolean ours = "1".equals(request.getHeader("X-Portal"))
                && Door.origin(request).equals(request.getHeader("Origin"))
                && isUnlessAbsent("same-origin", request.getHeader("Sec-Fetch-Site"))
                && isUnlessAbsent(MediaType.APPLICATION_JSON_VALUE, typeOf(request.getContentType()));
        if (!ours) throw Refusal.of(ErrorCode.FORBIDDEN, "Changes are accepted from the portal's own pages only.");
    }

    // Browsers that are too old to say where a request comes from say nothing; requests without a body need no type.
    private static boolean isUnlessAbsent(String expected, @Nullable String said) {
        return said == null || said.equals(expected);
    }

    private static @Nullable String typeOf(@Nullable String contentType) {
        if (contentType == null) return null;
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private Principal keyHolder(HttpServletRequest request) {
        String key = bearer(request.getHeader("Authorization"));
        if (isOperator(key)) return new Insider.Operator();
        return directory
                .apiKey(key)
                .<Principal>map(owner -> new Caller.Merchant(owner.merchantId(), owner.apiKeyId(), owner.permissions()))
                .orElseThrow(() -> Refusal.of(ErrorCode.INVALID_TOKEN));
    }

    private static String bearer(@Nullable String header) {
        if (header == null) throw Refusal.of(ErrorCode.AUTHENTICATION_MISSING);
        String[] words = header.strip().split(" +");
        boolean wellFormed = words.length == 2
                && words[0].toLowerCase(Locale.ROOT).equals("bearer")
                && words[1].length() <= LONGEST_CREDENTIAL;
        if (!wellFormed) throw Refusal.of(ErrorCode.AUTHENTICATION_MALFORMED);
        return words[1];
    }

    private boolean isOperator(String key) {
        String operator = settings.operatorKey();
        return operator != null && MessageDigest.isEqual(operator.getBytes(UTF_8), key.getBytes(UTF_8));
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        return request.getCookies() == null
                ? Optional.empty()
                : Arrays.stream(request.getCookies())
                        .filter(cookie -> cookie.getName().equals(SESSION_COOKIE))
                        .map(Cookie::getValue)
                        .filter(value -> value.length() <= LONGEST_CREDENTIAL)
                        .findFirst();
    }
}
