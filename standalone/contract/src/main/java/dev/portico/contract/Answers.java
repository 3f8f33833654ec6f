package dev.portico.contract;

import dev.portico.chassis.error.ApiError;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.Shown;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Describes what operations answer: their own shape in the envelope, and the refusals that all share.
final class Answers {

    /// What any request may be refused for.
    static final Set<ErrorCode> COMMON = EnumSet.of(
            ErrorCode.BAD_REQUEST,
            ErrorCode.INVALID_FIELD,
            ErrorCode.INVALID_JSON,
            ErrorCode.AUTHENTICATION_MISSING,
            ErrorCode.AUTHENTICATION_MALFORMED,
            ErrorCode.INVALID_TOKEN,
            ErrorCode.FORBIDDEN,
            ErrorCode.NOT_FOUND,
            ErrorCode.METHOD_NOT_ALLOWED,
            ErrorCode.CONFLICT,
            ErrorCode.CONCURRENT_MODIFICATION,
            ErrorCode.PRECONDITION_FAILED,
            ErrorCode.REQUEST_BODY_TOO_LARGE,
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            ErrorCode.TOO_MANY_REQUESTS,
            ErrorCode.INTERNAL_ERROR,
            ErrorCode.BAD_GATEWAY,
            ErrorCode.SERVICE_UNAVAILABLE,
            ErrorCode.TEMPORARILY_UNAVAILABLE);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Shapes shapes;
    private final ObjectNode meta;
    private final ObjectNode pageMeta;
    private final ObjectNode error;

    Answers(Shapes shapes) {
        this.shapes = shapes;
        this.meta = shapes.of(envelope("Entity"));
        this.pageMeta = shapes.of(envelope("Entities"));
        this.error = shapes.of(ApiError.class);
    }

    ObjectNode of(Operation operation, Demands demands) {
        ObjectNode responses = JSON.objectNode();
        boolean says = operation.handler().getReturnType() == ResponseEntity.class && demands.status / 100 == 2;
        int success = says ? demands.status : operation.status();
        responses.set(String.valueOf(success), success(operation, success));
        var statuses = new ArrayList<Integer>();
        boolean asksForSomething = operation.handler().getParameterCount() > 1 || operation.body() != null;
        if (asksForSomething) statuses.add(400);
        if (!operation.audience().contains(Operation.Audience.ANYBODY)) statuses.addAll(List.of(401, 403));
        if (operation.path().contains("{")) statuses.add(404);
        if (operation.body() != null || operation.verb().equals("delete")) statuses.add(409);
        if (operation.verb().equals("patch")) statuses.add(412);
        statuses.addAll(List.of(429, 500, 503));
        for (int status : statuses)
            responses.putObject(String.valueOf(status)).put("$ref", "#/components/responses/" + name(status));
        return responses;
    }

    private ObjectNode success(Operation operation, int status) {
        ObjectNode answer = JSON.objectNode();
        AnnotatedType type = unwrapped(operation.handler().getAnnotatedReturnType());
        String reason = HttpStatus.valueOf(status).getReasonPhrase();
        boolean streamed = type.getType() == void.class && !operation.produces().isEmpty();
        boolean empty = type.getType() == void.class || type.getType() == Void.class;
        if (empty && !streamed) return answer.put("description", reason);
        answer.put("description", reason);
        if (hasTag(operation, type)) tag(answer);
        if (streamed || type.getType() == byte[].class) {
            String kind = operation.produces().isEmpty()
                    ? "application/pdf"
                    : operation.produces().getFirst();
            answer.putObject("content").putObject(kind).set("schema", JSON.objectNode());
            return answer;
        }
        ObjectNode schema = Schema.typed("object");
        ObjectNode properties = schema.putObject("properties");
        boolean page = raw(type) == Page.class;
        if (page) {
            AnnotatedType item = argument(type);
            if (raw(item) == Shown.class) item = argument(item);
            properties.set("data", Schema.typed("array").set("items", shapes.of(item)));
        } else {
            properties.set("data", shapes.of(type));
        }
        properties.set("meta", (page ? pageMeta : meta).deepCopy());
        schema.putArray("required").add("data").add("meta");
        answer.putObject("content").putObject("application/json").set("schema", schema);
        return answer;
    }

    // What has a version says so wherever it is answered alone.
    private static boolean hasTag(Operation operation, AnnotatedType type) {
        return type.getType() instanceof Class<?> entity
                && entity.isRecord()
                && !operation.audience().contains(Operation.Audience.ANYBODY)
                && (operation.verb().equals("patch")
                        || operation.verb().equals("get") && operation.path().endsWith("}"));
    }

    private static void tag(ObjectNode answer) {
        answer.putObject("headers")
                .putObject("ETag")
                .put("description", "Which version this is. Send it as `If-Match` with a change.")
                .set("schema", Schema.typed("string"));
    }

    private static AnnotatedType unwrapped(AnnotatedType type) {
        return raw(type) == ResponseEntity.class ? argument(type) : type;
    }

    private static AnnotatedType argument(AnnotatedType type) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0];
    }

    private static Type raw(AnnotatedType type) {
        return type.getType() instanceof java.lang.reflect.ParameterizedType generic
                ? generic.getRawType()
                : type.getType();
    }

    /// One component for each status, with all codes that come with it.
    ObjectNode refusals() {
        var byStatus = new TreeMap<Integer, List<ErrorCode>>();
        for (ErrorCode code : ErrorCode.values())
            byStatus.computeIfAbsent(code.status(), _ -> new ArrayList<>()).add(code);
        ObjectNode responses = JSON.objectNode();
        byStatus.forEach((status, codes) -> {
            ObjectNode response = responses.putObject(name(status));
            response.put("description", HttpStatus.valueOf(status).getReasonPhrase());
            ArrayNode known = response.putArray("x-error-codes");
            for (ErrorCode code : codes)
                known.addObject().put("code", code.wire()).put("status", status).put("detail", code.detail());
            response.putObject("content").putObject("application/json").set("schema", error.deepCopy());
        });
        return responses;
    }

    private static String name(int status) {
        return Names.pascal(HttpStatus.valueOf(status).getReasonPhrase().replaceAll("[^A-Za-z ]", ""));
    }

    private static Class<?> envelope(String kind) {
        try {
            Class<?> around = Class.forName("dev.portico.chassis.http.Answers$" + kind);
            return Arrays.stream(around.getDeclaredClasses())
                    .filter(inner -> inner.getSimpleName().equals("Meta"))
                    .findFirst()
                    .orElseThrow();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
