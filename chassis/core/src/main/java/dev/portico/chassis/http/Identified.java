package dev.portico.chassis.http;

import java.lang.reflect.InvocationTargetException;

/// Something in a list that a page can end with.
public interface Identified {

    String id();

    /// The id of a record that belongs to the published language and so knows nothing of this interface.
    static String reflected(Object item) {
        try {
            return (String) item.getClass().getMethod("id").invoke(item);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(item.getClass() + " has no id to page by", e);
        }
    }
}
