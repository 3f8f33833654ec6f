package dev.portico.contract;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Turns records into schemas. Each becomes a named component once; what may be null says so, what may be absent is not
/// required.
final class Shapes {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern CHOICE =
            Pattern.compile("(?:One of )?`[a-z0-9_.-]+`((, | or |, or )`[a-z0-9_.-]+`)+[.;,].*");
    private static final Pattern WORD = Pattern.compile("`([a-z0-9_.-]+)`");

    private final Sources sources;
    private final Glossary glossary;
    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Map<String, String> names = new HashMap<>();
    private boolean asking;

    Shapes(Sources sources, Glossary glossary) {
        this.sources = sources;
        this.glossary = glossary;
    }

    Map<String, ObjectNode> components() {
        return components;
    }

    /// A schema of what is sent, not of what is answered. All answers must have been described before.
    ObjectNode sent(AnnotatedType type) {
        asking = true;
        try {
            return of(type);
        } finally {
            asking = false;
        }
    }

    ObjectNode of(AnnotatedType type) {
        ObjectNode schema = of(type.getType(), type);
        return Schema.isNullable(type) ? Schema.nullable(schema) : schema;
    }

    ObjectNode of(Type type) {
        return of(type, null);
    }

    ObjectNode sent(Class<?> type) {
        asking = true;
        try {
            return of(type);
        } finally {
            asking = false;
        }
    }

    /// The schema itself of what is answered with, not a reference to it.
    ObjectNode whole(Type type) {
        Type inner = type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
        String name = of(inner).path("$ref").asString("").replaceAll(".*/", "");
        return components.getOrDefault(name, JSON.objectNode());
    }

    private ObjectNode of(Type type, @Nullable AnnotatedType annotated) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            AnnotatedType[] arguments = annotated instanceof AnnotatedParameterizedType known
                    ? known.getAnnotatedActualTypeArguments()
                    : new AnnotatedType[0];
            int last = generic.getActualTypeArguments().length - 1;
            // An item that may be null in a record is there to be refused by name, not to be sent.
            ObjectNode inner = arguments.length > last
                    ? of(arguments[last].getType(), arguments[last])
                    : of(generic.getActualTypeArguments()[last]);
            if (Collection.class.isAssignableFrom(raw))
                return Schema.typed("array").set("items", inner);
            if (Map.class.isAssignableFrom(raw)) {
                ObjectNode map = Schema.typed("object");
                return inner.isEmpty() ? map.put("additionalProperties", true) : map.set("additionalProperties", inner);
            }
            throw new IllegalStateException("no schema for " + type);
        }
        return type instanceof Class<?> plain ? of(plain) : JSON.objectNode();
    }

    private ObjectNode of(Class<?> type) {
        if (type == String.class) return Schema.typed("string");
        if (type == int.class || type == Integer.class)
            return Schema.typed("integer").put("format", "int32");
        if (type == long.class || type == Long.class)
            return Schema.typed("integer").put("format", "int64");
        if (type == boolean.class || type == Boolean.class) return Schema.typed("boolean");
        if (type == double.class || type == Double.class) return Schema.typed("number");
        if (type == Instant.class) return Schema.typed("string").put("format", "date-time");
        if (type == LocalDate.class) return Schema.typed("string").put("format", "date");
        if (type == URI.class) return Schema.typed("string").put("format", "uri");
        if (type.isEnum())
            return Schema.choice(
                    Schema.typed("string"),
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .toList());
        if (type == Object.class || JsonNode.class.isAssignableFrom(type)) return JSON.objectNode();
        if (type == Map.class) return Schema.typed("object").put("additionalProperties", true);
        if (type.isSealed()) {
            ObjectNode either = JSON.objectNode();
            for (Class<?> variant : type.getPermittedSubclasses())
                either.withArray("oneOf").add(of(variant));
            return either;
        }
        if (type.isRecord()) return reference(type);
        throw new IllegalStateException("no schema for " + type);
    }

    private ObjectNode reference(Class<?> type) {
        boolean sent = asking && mayLackSomething(type, new HashSet<>());
        String key = (sent ? ">" : "<") + type.getName();
        String name = names.get(key);
        if (name == null) {
            name = free(plainName(type), type, sent);
            names.put(key, name);
            components.put(name, JSON.objectNode());
            components.put(name, record(name, type, sent));
        }
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private String free(String name, Class<?> type, boolean sent) {
        if (!components.containsKey(name)) return name;
        String other = sent && names.containsKey("<" + type.getName()) ? name + "Input" : another(name, type);
        if (components.containsKey(other)) throw new IllegalStateException("two things are called " + other);
        return other;
    }

    private static String another(String name, Class<?> type) {
        return type.getSimpleName().equals(name) ? Names.pascal(feature(type)) + name : type.getSimpleName();
    }

    // What is answered always has all its fields; what is sent may leave out what may be null. Where that makes a
    // difference a record has two schemas.
    private static boolean mayLackSomething(Class<?> type, Set<Class<?>> seen) {
        if (!type.isRecord() || !seen.add(type)) return false;
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> Schema.isNullable(component.getAnnotatedType())
                        || mayLackSomething(component.getType(), seen)
                        || items(component.getGenericType()).anyMatch(item -> mayLackSomething(item, seen)));
    }

    private static Stream<Class<?>> items(Type type) {
        return type instanceof ParameterizedType generic
                ? Arrays.stream(generic.getActualTypeArguments())
                        .filter(argument -> argument instanceof Class<?>)
                        .map(argument -> (Class<?>) argument)
                : Stream.of();
    }

    private static String plainName(Class<?> type) {
        String name = stem(type);
        Class<?> around = type.getEnclosingClass();
        if (around == null || name.startsWith("New")) return name;
        String outer = stem(around);
        return name.contains(outer) ? name : outer + name;
    }

    private static String stem(Class<?> type) {
        return type.getSimpleName().replaceAll("(Api|Data|View)$", "");
    }

    private static String feature(Class<?> type) {
        return type.getPackageName().replaceAll(".*\\.", "");
    }

    private ObjectNode record(String name, Class<?> type, boolean sent) {
        ObjectNode schema = Schema.typed("object");
        Doc doc = sources.of(type);
        if (!doc.text().isEmpty()) schema.put("description", doc.text());
        if (Property.of(type).stream().anyMatch(Property::isAnything)) schema.put("additionalProperties", true);
        ObjectNode properties = schema.putObject("properties");
        List<String> required = new ArrayList<>();
        add(name, type, sent, properties, required);
        if (!required.isEmpty()) required.forEach(schema.putArray("required")::add);
        return schema;
    }

    private void add(String owner, Class<?> type, boolean sent, ObjectNode properties, List<String> required) {
        Doc doc = sources.of(type);
        for (Property property : Property.of(type)) {
            if (property.isOutside()) continue;
            if (property.isUnwrapped()) {
                add(stem(property.type()), property.type(), sent, properties, required);
                continue;
            }
            AnnotatedType declared = property.component().getAnnotatedType();
            ObjectNode schema = property.mayBeAbsent() ? of(declared.getType(), declared) : of(declared);
            if (property.isRaw()) schema = of(Map.class);
            describe(
                    schema,
                    owner,
                    property.name(),
                    doc.parameters().getOrDefault(property.component().getName(), ""));
            properties.set(property.name(), schema);
            if (!property.mayBeAbsent() && !(sent && Schema.isNullable(declared))) required.add(property.name());
        }
    }

    /// Adds what is said of a property in its record, or else in the glossary; a list of words is the list of values.
    void describe(ObjectNode schema, String owner, String property, String said) {
        String words =
                said.isEmpty() ? glossary.of(owner + "." + property, property).orElse("") : said;
        if (words.isEmpty()) return;
        schema.put("description", Doc.sentence(words));
        if (Schema.isText(schema) && CHOICE.matcher(Doc.sentence(words)).matches())
            Schema.choice(
                    schema,
                    WORD.matcher(words).results().map(match -> match.group(1)).toList());
    }
}
