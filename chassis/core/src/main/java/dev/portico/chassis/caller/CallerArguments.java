package dev.portico.chassis.caller;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Hands a controller's method the caller it declares: a method that takes a `Caller.Customer` is for customers only.
/// Anybody else is told `forbidden`. A plain [Caller] is a merchant's key or a customer, never a visitor, nor a payer:
/// [TaskCheck] lets him no further.
public final class CallerArguments implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return Principal.class.isAssignableFrom(parameter.getParameterType())
                || parameter.getParameterType() == InternalToken.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object token = request.getAttribute(CallerFilter.TOKEN, RequestAttributes.SCOPE_REQUEST);
        if (!(token instanceof InternalToken known)) throw Refusal.of(ErrorCode.AUTHENTICATION_MISSING);
        if (parameter.getParameterType() == InternalToken.class) return known;
        boolean stranger = parameter.getParameterType() == Caller.class && known.principal() instanceof Caller.Visitor;
        if (stranger) throw Refusal.of(ErrorCode.AUTHENTICATION_MISSING);
        if (!parameter.getParameterType().isInstance(known.principal())) throw Refusal.of(ErrorCode.FORBIDDEN);
        return known.principal();
    }
}
