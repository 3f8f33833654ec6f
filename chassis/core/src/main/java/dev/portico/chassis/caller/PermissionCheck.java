package dev.portico.chassis.caller;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Holds API keys to what their permissions allow.
public final class PermissionCheck implements HandlerInterceptor {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    /// @throws Refusal `forbidden`, naming the permission that is missing
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && request.getAttribute(CallerFilter.TOKEN) instanceof InternalToken token
                && token.principal() instanceof Caller.Merchant key) require(key, needed(method, request.getMethod()));
        return true;
    }

    private static void require(Caller.Merchant key, @Nullable String permission) {
        if (permission != null && !key.permissions().contains(permission))
            throw Refusal.of(ErrorCode.FORBIDDEN, "This API key lacks the permission " + permission + ".");
    }

    /// The permission that a method needs; null if it says none.
    public static @Nullable String needed(HandlerMethod method, String verb) {
        Needs needs = method.getMethodAnnotation(Needs.class);
        if (needs == null) needs = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Needs.class);
        if (needs == null) return null;
        String said = needs.value();
        return said.contains(".") ? said : said + (READING.contains(verb) ? ".read" : ".write");
    }
}
