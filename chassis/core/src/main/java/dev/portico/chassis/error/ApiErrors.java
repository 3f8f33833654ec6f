package dev.portico.chassis.error;

import dev.portico.chassis.observability.Trace;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// Turns whatever went wrong into the one error shape. What is our fault says nothing but a request id.
@RestControllerAdvice
public final class ApiErrors {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    private final JsonMapper json;
    private final String documentation;

    public ApiErrors(JsonMapper json, String documentation) {
        this.json = json;
        this.documentation = documentation;
    }

    @ExceptionHandler
    ResponseEntity<ApiError> refused(Refusal refusal) {
        return answer(refusal);
    }

    @ExceptionHandler
    ResponseEntity<ApiError> unreadable(HttpMessageNotReadableException e) {
        return answer(refusalFor(e.getCause()));
    }

    @ExceptionHandler
    ResponseEntity<ApiError> mismatched(MethodArgumentTypeMismatchException e) {
        return answer(Refusal.field(e.getName(), "is not valid"));
    }

    @ExceptionHandler
    ResponseEntity<ApiError> unexpected(Exception e) {
        if (e instanceof ErrorResponse known) return answer(Refusal.of(codeFor(known.getStatusCode())));
        LOG.error("unexpected", e);
        return answer(Refusal.of(ErrorCode.INTERNAL_ERROR));
    }

    /// What to say of a field whose value can't be read.
    public static Refusal wrongValue(String field, JacksonException e) {
        String path = e instanceof DatabindException inside && !inside.getPath().isEmpty()
                ? field + "." + path(inside)
                : field;
        boolean unknown = e instanceof UnrecognizedPropertyException;
        return Refusal.field(path, unknown ? "is not a field of this request" : "has a value of the wrong kind");
    }

    /// The code for an HTTP status that some library chose.
    public static ErrorCode codeFor(HttpStatusCode status) {
        return switch (status.value()) {
            case 401 -> ErrorCode.AUTHENTICATION_MISSING;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.REQUEST_BODY_TOO_LARGE;
            case 406, 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> ErrorCode.TOO_MANY_REQUESTS;
            case 502 -> ErrorCode.BAD_GATEWAY;
            case 503 -> ErrorCode.SERVICE_UNAVAILABLE;
            case 504 -> ErrorCode.TEMPORARILY_UNAVAILABLE;
            default -> status.is5xxServerError() ? ErrorCode.INTERNAL_ERROR : ErrorCode.BAD_REQUEST;
        };
    }

    /// Answers outside of a controller: from a filter, or for the container.
    public void write(HttpServletResponse response, Refusal refusal) throws IOException {
        byte[] body = bytes(refusal);
        response.setStatus(refusal.code().status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /// The error as JSON, for whoever has to write it elsewhere.
    public byte[] bytes(Refusal refusal) {
        return json.writeValueAsString(body(refusal)).getBytes(StandardCharsets.UTF_8);
    }

    private ApiError body(Refusal refusal) {
        return ApiError.of(refusal, documentation, Trace.current().requestId());
    }

    private ResponseEntity<ApiError> answer(Refusal refusal) {
        return ResponseEntity.status(refusal.code().status())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body(refusal));
    }

    private static Refusal refusalFor(@org.jspecify.annotations.Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException e -> Refusal.field(path(e), "is not a field of this request");
            case DatabindException e
            when !e.getPath().isEmpty() -> Refusal.field(path(e), "has a value of the wrong kind");
            case JacksonException _ -> Refusal.of(ErrorCode.INVALID_JSON);
            case null, default -> Refusal.of(ErrorCode.BAD_REQUEST, "A JSON body is required.");
        };
    }

    private static String path(DatabindException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            if (!path.isEmpty()) path.append('.');
            path.append(step.getPropertyName() != null ? step.getPropertyName() : String.valueOf(step.getIndex()));
        }
        return path.toString();
    }
}
