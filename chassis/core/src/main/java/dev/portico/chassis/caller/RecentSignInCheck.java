package dev.portico.chassis.caller;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Holds customers to a sign-in that is recent where [RecentSignIn] asks for one.
public final class RecentSignInCheck implements HandlerInterceptor {

    private static final Duration RECENT = Duration.ofMinutes(15);

    private final Clock clock;

    public RecentSignInCheck(Clock clock) {
        this.clock = clock;
    }

    /// @throws Refusal `recent_sign_in_required`
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.hasMethodAnnotation(RecentSignIn.class)
                && request.getAttribute(CallerFilter.TOKEN) instanceof InternalToken token
                && token.principal() instanceof Caller.Customer
                && !isRecent(token.signedInAt())) throw Refusal.of(ErrorCode.RECENT_SIGN_IN_REQUIRED);
        return true;
    }

    // A token that does not say when, does not say that it was a moment ago.
    private boolean isRecent(@Nullable Instant signedInAt) {
        return signedInAt != null && clock.instant().isBefore(signedInAt.plus(RECENT));
    }
}
