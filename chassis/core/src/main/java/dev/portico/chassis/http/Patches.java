package dev.portico.chassis.http;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads a [Patch] and holds it to the fields that [Changes] names.
public final class Patches implements HandlerMethodArgumentResolver {

    private final JsonMapper json;

    public Patches(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Patch.class;
    }

    /// @throws Refusal `unsupported_media_type`, `invalid_json` or `invalid_field`
    @Override
    public Patch resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        var allowed = Objects.requireNonNull(parameter.getParameterAnnotation(Changes.class));
        var http = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        if (!isJson(http.getContentType())) throw Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        try {
            return new Patch(json.readTree(http.getInputStream()), Set.of(allowed.value()), json);
        } catch (JacksonException e) {
            throw Refusal.of(ErrorCode.INVALID_JSON);
        }
    }

    private static boolean isJson(@Nullable String type) {
        try {
            return type == null || MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
