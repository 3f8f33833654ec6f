package dev.portico.chassis.caller;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Keeps whoever came by a task's link from everything but what is made for him: the methods that take a
/// [Caller.Payer]. A new method is closed to him unless it says so.
public final class TaskCheck implements HandlerInterceptor {

    /// @throws Refusal `forbidden`, before anything of the request is read
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean onTask = request.getAttribute(CallerFilter.TOKEN) instanceof InternalToken token
                && token.principal() instanceof Caller.Payer;
        if (onTask && !serves(handler)) throw Refusal.of(ErrorCode.FORBIDDEN);
        return true;
    }

    private static boolean serves(Object handler) {
        return handler instanceof HandlerMethod method
                && Arrays.asList(method.getMethod().getParameterTypes()).contains(Caller.Payer.class);
    }
}
