package dev.portico.contract;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.caller.Principal;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/// One method of one address, and the controller's method that answers it.
///
/// @param verb `get`, `post`, `patch`, `put` or `delete`
/// @param path with its variables named as on the wire: `/customers/{customer_id}`
record Operation(String verb, String path, Method handler) {

    /// Whoever may call it.
    enum Audience {
        MERCHANT,
        CUSTOMER,
        VISITOR,
        TASK,
        OPERATOR,
        ANYBODY
    }

    Set<Audience> audience() {
        return Arrays.stream(handler.getParameterTypes())
                .filter(Principal.class::isAssignableFrom)
                .findFirst()
                .map(Operation::audience)
                .orElse(Set.of(Audience.ANYBODY));
    }

    private static Set<Audience> audience(Class<?> caller) {
        if (caller == Caller.class) return Set.of(Audience.MERCHANT, Audience.CUSTOMER);
        if (caller == Caller.Merchant.class) return Set.of(Audience.MERCHANT);
        if (caller == Caller.Customer.class) return Set.of(Audience.CUSTOMER);
        if (caller == Caller.Payer.class) return Set.of(Audience.TASK);
        if (caller == Insider.Operator.class) return Set.of(Audience.OPERATOR);
        return Set.of(Audience.CUSTOMER, Audience.VISITOR);
    }

    boolean isForMerchants() {
        return audience().contains(Audience.MERCHANT);
    }

    /// Whether an idempotency key is heeded: it is kept for whoever is known inside one merchant.
    boolean isRepeatable() {
        return isForMerchants() || audience().equals(Set.of(Audience.CUSTOMER));
    }

    int status() {
        ResponseStatus said = AnnotatedElementUtils.findMergedAnnotation(handler, ResponseStatus.class);
        if (said != null) return said.code().value();
        boolean empty = handler.getReturnType() == void.class
                || handler.getGenericReturnType()
                        .getTypeName()
                        .equals(ResponseEntity.class.getName() + "<java.lang.Void>");
        return empty && verb.equals("delete") ? HttpStatus.NO_CONTENT.value() : HttpStatus.OK.value();
    }

    List<String> produces() {
        return List.of(mapping().produces());
    }

    List<String> consumes() {
        return List.of(mapping().consumes());
    }

    private RequestMapping mapping() {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class);
        if (mapping == null) throw new IllegalStateException(handler + " answers nothing");
        return mapping;
    }

    /// What it is about: the last collection in its path, `PaymentMethods`.
    String resource() {
        List<String> parts = Names.literals(path);
        String collection = parts.stream()
                .filter(Names::isPlural)
                .reduce((_, later) -> later)
                .orElse(Names.plural(parts.getFirst()));
        return Names.pascal(collection);
    }

    /// What clients call it, made of verb and path alone, so that it stays when the code moves.
    String id(boolean withParent) {
        List<String> parts = Names.literals(path);
        String last = parts.getLast();
        String noun = Names.pascal(Names.singular(last));
        String parent = parts.size() < 2 ? "" : Names.pascal(Names.singular(parts.get(parts.size() - 2)));
        if (path.endsWith("}")) return action() + (withParent ? (parent.isEmpty() ? "One" : parent) : "") + noun;
        if (Names.isPlural(last)) {
            boolean many = !verb.equals("post");
            return (verb.equals("get") ? "list" : action())
                    + (withParent ? parent : "")
                    + (many ? Names.pascal(last) : noun);
        }
        boolean named = verb.equals("get") || verb.equals("delete") || parent.isEmpty() || last.contains("-");
        if (last.equals("current")) return action() + "Current" + parent;
        if (parent.isEmpty() && verb.equals("post")) return Character.toLowerCase(noun.charAt(0)) + noun.substring(1);
        if (named) return action() + parent + noun;
        if (parts.size() > 2 && Names.isPlural(parts.getFirst()))
            return last + Names.pascal(Names.singular(parts.getFirst())) + parent;
        return last + parent;
    }

    private String action() {
        return switch (verb) {
            case "post" -> "create";
            case "patch", "put" -> "update";
            default -> verb;
        };
    }

    @Nullable
    String body() {
        return switch (verb) {
            case "post", "patch", "put" -> verb;
            default -> null;
        };
    }
}
