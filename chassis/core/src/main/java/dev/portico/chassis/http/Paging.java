package dev.portico.chassis.http;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.store.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Reads `per_page` and `after`: 50 a page unless asked, never more than 200. `Skip-Count: true` spares the counting.
public final class Paging implements HandlerMethodArgumentResolver {

    private static final int DEFAULT = 50;
    private static final int MAXIMUM = 200;
    private static final int LONGEST_ID = 64;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public PageRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String after = request.getParameter("after");
        Fields.check().text("after", after, LONGEST_ID).orRefuse();
        boolean counted = !"true".equalsIgnoreCase(request.getHeader("Skip-Count"));
        return new PageRequest(perPage(request.getParameter("per_page")), after, counted);
    }

    private static int perPage(@Nullable String text) {
        if (text == null) return DEFAULT;
        boolean number = text.matches("[0-9]{1,9}");
        Fields.check()
                .matches("per_page", text, _ -> number && Integer.parseInt(text) > 0, "must be a number from 1 to 200")
                .orRefuse();
        return Math.min(Integer.parseInt(text), MAXIMUM);
    }
}
