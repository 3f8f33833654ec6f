package dev.portico.chassis.http;

import dev.portico.chassis.caller.CallerFilter;
import dev.portico.chassis.error.ApiError;
import dev.portico.chassis.observability.Trace;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.Versions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.util.UriComponentsBuilder;

/// Puts what a controller returns into Paddle's envelope: `data` and `meta`, and `meta.pagination` around a [Page].
@RestControllerAdvice("dev.portico")
public final class Answers implements ResponseBodyAdvice<Object> {

    /// A single entity.
    record Entity(@Nullable Object data, Meta meta) {
        record Meta(String requestId) {}
    }

    /// Part of a list.
    record Entities(List<?> data, Meta meta) {
        record Meta(String requestId, Pagination pagination) {}

        record Pagination(int perPage, String next, boolean hasMore, long estimatedTotal) {}
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return converter.getSimpleName().startsWith("Jackson");
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof ApiError) return body;
        String requestId = Trace.current().requestId();
        if (body != null && !(body instanceof Page<?>))
            Identified.of(body).flatMap(Versions::tag).ifPresent(response.getHeaders()::setETag);
        return body instanceof Page<?> page
                ? new Entities(page.items(), new Entities.Meta(requestId, pagination(page, request)))
                : new Entity(body, new Entity.Meta(requestId));
    }

    // `next` is there even on the last page, because Paddle's SDKs expect it.
    private static Entities.Pagination pagination(Page<?> page, ServerHttpRequest request) {
        var next = UriComponentsBuilder.fromUri(request.getURI()).replaceQueryParam("per_page", page.perPage());
        if (!page.items().isEmpty())
            next.replaceQueryParam("after", idOf(page.items().getLast()));
        var relative = next.build(true).toUri();
        String url = origin(request) + relative.getRawPath() + "?" + relative.getRawQuery();
        return new Entities.Pagination(page.perPage(), url, page.hasMore(), page.estimatedTotal());
    }

    private static String origin(ServerHttpRequest request) {
        return CallerFilter.token(((ServletServerHttpRequest) request).getServletRequest())
                .origin();
    }

    private static String idOf(Object item) {
        return Identified.of(item)
                .orElseThrow(() -> new IllegalArgumentException(item.getClass() + " has no id to page by"));
    }
}
