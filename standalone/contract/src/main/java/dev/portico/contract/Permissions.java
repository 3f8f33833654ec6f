package dev.portico.contract;

import dev.portico.chassis.caller.Needs;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;

/// Which permission an API key needs, by the same rule as the chassis checks it.
final class Permissions {

    private Permissions() {}

    static Optional<String> of(Operation operation) {
        Needs onMethod = operation.handler().getAnnotation(Needs.class);
        Needs needs = onMethod == null
                ? AnnotatedElementUtils.findMergedAnnotation(operation.handler().getDeclaringClass(), Needs.class)
                : onMethod;
        if (needs == null || !operation.isForMerchants()) return Optional.empty();
        String said = needs.value();
        String whole = said.contains(".") ? said : said + (operation.verb().equals("get") ? ".read" : ".write");
        return Optional.of(whole);
    }
}
