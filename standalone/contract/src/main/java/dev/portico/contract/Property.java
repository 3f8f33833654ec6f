package dev.portico.contract;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A component of a record, as Jackson sees it.
record Property(RecordComponent component) {

    static List<Property> of(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(Property::new).toList();
    }

    Class<?> type() {
        return component.getType();
    }

    String name() {
        JsonProperty renamed = annotation(JsonProperty.class);
        return renamed == null || renamed.value().isEmpty() ? Names.wire(component.getName()) : renamed.value();
    }

    /// Whether it is not a field of the object: it is left out, or stands for any fields.
    boolean isOutside() {
        return annotation(JsonIgnore.class) != null || isAnything();
    }

    boolean isAnything() {
        return annotation(JsonAnyGetter.class) != null;
    }

    /// Whether its own fields are the object's.
    boolean isUnwrapped() {
        return annotation(JsonUnwrapped.class) != null;
    }

    /// Whether it is JSON already.
    boolean isRaw() {
        return annotation(JsonRawValue.class) != null;
    }

    boolean mayBeAbsent() {
        JsonInclude own = annotation(JsonInclude.class);
        JsonInclude include = own == null ? component.getDeclaringRecord().getAnnotation(JsonInclude.class) : own;
        return include != null && include.value() != JsonInclude.Include.ALWAYS;
    }

    // Jackson's annotations are passed on to the accessor and the field, some of them not to the component itself.
    private <A extends Annotation> @Nullable A annotation(Class<A> wanted) {
        A here = component.getAnnotation(wanted);
        if (here != null) return here;
        A onAccessor = component.getAccessor().getAnnotation(wanted);
        if (onAccessor != null) return onAccessor;
        try {
            return component
                    .getDeclaringRecord()
                    .getDeclaredField(component.getName())
                    .getAnnotation(wanted);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
