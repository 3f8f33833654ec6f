package dev.portico.embedded.store;

import static dev.portico.embedded.store.KeyOrder.KEY_ORDER;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a query demands of each field, as far as an index can use it.
final class Conditions {
    private final Map<String, List<Object>> byPath = new HashMap<>();
    private final List<List<Conditions>> alternatives = new ArrayList<>();
    private boolean more;

    static Conditions of(Document query) {
        Conditions conditions = new Conditions();
        conditions.add(query);
        return conditions;
    }

    private void add(Document query) {
        query.forEach((key, value) -> {
            if (key.equals("$and")) {
                documents(value).forEach(this::add);
            } else if (key.equals("$or")) {
                alternatives.add(documents(value).stream().map(Conditions::of).toList());
            } else if (key.startsWith("$")) {
                more = true;
            } else {
                byPath.computeIfAbsent(key, _ -> new ArrayList<>()).add(orMissing(value));
            }
        });
    }

    /// Whether nothing is demanded but that each field is a certain text, or one of several.
    boolean areTexts() {
        return !more
                && alternatives.isEmpty()
                && byPath.values().stream().allMatch(demands -> demands.size() == 1 && isText(demands.getFirst()));
    }

    Set<String> paths() {
        return byPath.keySet();
    }

    private static boolean isText(Object condition) {
        boolean operatesAlone = condition instanceof Document operators
                && operators.size() == 1
                && (operators.containsKey("$eq") || operators.containsKey("$in"));
        Collection<Object> points = condition instanceof Document && !operatesAlone ? null : pointsOf(condition);
        return points != null && points.stream().allMatch(String.class::isInstance);
    }

    /// The only values the field may have, or null if the query does not say.
    @Nullable
    Collection<Object> points(String path) {
        return byPath.getOrDefault(path, List.of()).stream()
                .map(Conditions::pointsOf)
                .filter(points -> points != null)
                .findFirst()
                .orElse(null);
    }

    Interval interval(String path) {
        Interval interval = Interval.ALL;
        for (Object condition : byPath.getOrDefault(path, List.of())) {
            interval = interval.and(Interval.of(condition));
        }
        for (List<Conditions> branches : alternatives) {
            interval = interval.and(branches.stream()
                    .map(branch -> branch.interval(path))
                    .reduce(Interval::or)
                    .orElse(Interval.ALL));
        }
        return interval;
    }

    private static @Nullable Collection<Object> pointsOf(Object condition) {
        if (isPoint(condition)) {
            return List.of(condition);
        }
        if (!(condition instanceof Document operators)) {
            return null;
        }
        if (operators.containsKey("$eq")) {
            Object value = orMissing(operators.get("$eq"));
            return isPoint(value) ? List.of(value) : null;
        }
        if (operators.get("$in") instanceof Collection<?> values) {
            return pointsIn(values);
        }
        return Boolean.FALSE.equals(operators.get("$exists")) ? List.of(Missing.getInstance()) : null;
    }

    private static @Nullable Collection<Object> pointsIn(Collection<?> values) {
        Set<Object> points = new TreeSet<>(KEY_ORDER);
        for (Object value : values) {
            Object point = orMissing(value);
            if (!isPoint(point)) {
                return null;
            }
            points.add(point);
        }
        return points;
    }

    // Equality of whole documents and arrays is not that of the index order.
    private static boolean isPoint(Object value) {
        return !(value instanceof Document || value instanceof Collection || value instanceof BsonRegularExpression);
    }

    private static List<Document> documents(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .filter(Document.class::isInstance)
                        .map(Document.class::cast)
                        .toList()
                : List.of();
    }

    static Object orMissing(@Nullable Object value) {
        return value == null ? Missing.getInstance() : value;
    }
}
