package dev.portico.chassis.http;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Reads the bounds that [Within] names.
public final class TimeRanges implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == TimeRange.class;
    }

    /// @throws Refusal `invalid_time_query_parameter`
    @Override
    public TimeRange resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String name = Objects.requireNonNull(parameter.getParameterAnnotation(Within.class))
                .value();
        return new TimeRange(
                instant(request, name),
                instant(request, name + "[GT]"),
                instant(request, name + "[GTE]"),
                instant(request, name + "[LT]"),
                instant(request, name + "[LTE]"));
    }

    private static @Nullable Instant instant(NativeWebRequest request, String name) {
        String text = request.getParameter(name);
        if (text == null) return null;
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.of(
                    ErrorCode.INVALID_TIME_QUERY_PARAMETER, name + " must be a time such as 2026-11-24T10:15:30Z.");
        }
    }
}
