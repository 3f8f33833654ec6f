package dev.portico.chassis.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/// Something in a list that a page can end with.
public interface Identified {

    String id();

    /// The id of what is shown. Records of the published language know nothing of this interface: they have an `id` all
    /// the same.
    static Optional<String> of(Object shown) {
        if (shown instanceof Identified identified) return Optional.of(identified.id());
        return Accessors.BY_CLASS.get(shown.getClass()).map(method -> call(method, shown));
    }

    private static String call(Method method, Object shown) {
        try {
            return (String) method.invoke(shown);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(shown.getClass() + " does not tell its id", e);
        }
    }

    /// Looked up once for each kind of record.
    final class Accessors {

        private static final ClassValue<Optional<Method>> BY_CLASS = new ClassValue<>() {
            @Override
            protected Optional<Method> computeValue(Class<?> type) {
                return Arrays.stream(type.getMethods())
                        .filter(method -> method.getName().equals("id")
                                && method.getParameterCount() == 0
                                && method.getReturnType() == String.class)
                        .filter(Method::trySetAccessible)
                        .findFirst();
            }
        };

        private Accessors() {}
    }
}
