package dev.portico.chassis.store;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names the shape of a record and of all that it is made of: another name for every other shape.
final class Form {

    private Form() {}

    static String of(Class<?> type) {
        var parts = new LinkedHashSet<Class<?>>();
        collect(type, parts);
        return Integer.toHexString(parts.stream()
                .map(Form::described)
                .collect(Collectors.joining())
                .hashCode());
    }

    private static void collect(Class<?> type, Set<Class<?>> parts) {
        if (!type.isRecord() || !parts.add(type)) return;
        components(type)
                .flatMap(component -> classes(component.getGenericType()))
                .forEach(each -> collect(each, parts));
    }

    private static String described(Class<?> type) {
        return components(type)
                .map(component -> component.getName() + " " + component.getGenericType())
                .collect(Collectors.joining(",", type.getName() + "(", ")"));
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents());
    }

    private static Stream<Class<?>> classes(Type type) {
        return switch (type) {
            case Class<?> itself -> Stream.of(itself);
            case ParameterizedType generic ->
                Arrays.stream(generic.getActualTypeArguments()).flatMap(Form::classes);
            default -> Stream.of();
        };
    }
}
