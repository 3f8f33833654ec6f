package dev.portico.contract;

import dev.portico.gateway.route.Routes;
import dev.portico.gateway.route.Service;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// All that the services answer, found on the class path.
final class Controllers {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}:]+)(:[^}]*)?}");
    private static final List<String> SERVICES =
            Arrays.stream(Service.values()).map(Service::audience).toList();

    private Controllers() {}

    /// What can be called through the gateway's door, by path.
    static List<Operation> open() {
        return all().stream().filter(Controllers::isOpen).toList();
    }

    /// What a service answers and no route leads to, beside what is the gateway's own.
    static List<Operation> shut() {
        return all().stream()
                .filter(operation -> !operation.path().startsWith("/gateway/") && !isOpen(operation))
                .toList();
    }

    private static boolean isOpen(Operation operation) {
        Optional<Service> reached = Routes.answering(operation.path().replaceAll("[{}]", ""));
        return reached.isPresent() && reached.get().audience().equals(service(operation.handler()));
    }

    private static List<Operation> all() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        var operations = new ArrayList<Operation>();
        for (String service : SERVICES)
            for (var found : scan.findCandidateComponents("dev.portico." + service))
                for (Method handler : loaded(found.getBeanClassName()).getDeclaredMethods())
                    operations.addAll(operations(handler));
        operations.sort(Comparator.comparing(Operation::path).thenComparing(Operation::verb));
        return operations;
    }

    private static List<Operation> operations(Method handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class);
        if (mapping == null) return List.of();
        RequestMapping around =
                AnnotatedElementUtils.findMergedAnnotation(handler.getDeclaringClass(), RequestMapping.class);
        var operations = new ArrayList<Operation>();
        for (String base : around == null || around.path().length == 0 ? new String[] {""} : around.path())
            for (String path : mapping.path().length == 0 ? new String[] {""} : mapping.path())
                for (RequestMethod method : mapping.method())
                    operations.add(new Operation(method.name().toLowerCase(Locale.ROOT), named(base + path), handler));
        return operations;
    }

    // A variable that is just called id gets the name of what it identifies.
    static String named(String path) {
        var named = new StringBuilder();
        String before = "";
        for (String part : path.split("/")) {
            if (part.isEmpty()) continue;
            var variable = VARIABLE.matcher(part);
            if (!variable.matches()) {
                before = part;
                named.append('/').append(part);
            } else {
                named.append("/{").append(variable(variable.group(1), before)).append('}');
            }
        }
        return named.toString();
    }

    static String variable(String name, String before) {
        return name.equals("id") ? Names.wire(Names.singular(before)).replace('-', '_') + "_id" : Names.wire(name);
    }

    private static String service(Method handler) {
        return handler.getDeclaringClass().getPackageName().split("\\.")[2];
    }

    private static Class<?> loaded(@Nullable String name) {
        try {
            return Class.forName(name, false, Controllers.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
