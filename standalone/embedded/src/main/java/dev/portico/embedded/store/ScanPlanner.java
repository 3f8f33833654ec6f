package dev.portico.embedded.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decides which part of one index a query needs: the longest prefix of keys with known values, then an interval.
final class ScanPlanner {
    private static final int MOST_RANGES = 1_000;
    // A path such as items.0.id names a place in an array, which the library's key extraction does not follow.
    private static final Pattern POSITION = Pattern.compile("(.*\\.)?\\d+(\\..*)?");

    private final List<String> keys;
    private final List<String> sortedBy;
    private final boolean sparse;
    private final boolean unique;
    private final boolean positioned;

    ScanPlanner(List<String> keys, boolean sparse, boolean unique) {
        this.keys = keys;
        this.sortedBy = new ArrayList<>(keys);
        if (!keys.contains("_id")) {
            sortedBy.add("_id");
        }
        this.sparse = sparse;
        this.unique = unique;
        this.positioned = keys.stream().anyMatch(POSITION.asMatchPredicate());
    }

    @Nullable
    Scan plan(NavigableSet<IndexEntry> entries, boolean hasArrays, Conditions conditions, @Nullable Document order) {
        List<List<Object>> prefixes = List.of(List.of());
        int fixed = 0;
        for (Collection<Object> points = pointsAt(0, conditions);
                points != null && (long) prefixes.size() * points.size() <= MOST_RANGES;
                points = pointsAt(++fixed, conditions)) {
            prefixes = extended(prefixes, points);
        }
        Interval interval = intervalAt(fixed, conditions, hasArrays);
        Boolean descending = hasArrays || prefixes.size() != 1 ? null : descending(fixed, order);
        boolean selective = fixed > 0 || interval.isBounded();
        if (mayMiss(prefixes, interval) || !selective && descending == null || positioned) {
            return null;
        }
        return new Scan(
                prefixes.stream()
                        .map(prefix -> range(entries, prefix, interval))
                        .toList(),
                Set.copyOf(keys.subList(0, fixed + (interval.isBounded() ? 1 : 0))),
                descending != null,
                Boolean.TRUE.equals(descending),
                unique && fixed == keys.size(),
                hasArrays);
    }

    private @Nullable Collection<Object> pointsAt(int key, Conditions conditions) {
        return key < keys.size() ? conditions.points(keys.get(key)) : null;
    }

    private Interval intervalAt(int key, Conditions conditions, boolean hasArrays) {
        if (key == keys.size()) {
            return Interval.ALL;
        }
        Interval interval = conditions.interval(keys.get(key));
        return hasArrays ? interval.oneSided() : interval;
    }

    // A sparse index lacks the documents without any key, and those match a null.
    private boolean mayMiss(List<List<Object>> prefixes, Interval interval) {
        return sparse
                && !interval.isBounded()
                && prefixes.stream().anyMatch(prefix -> prefix.stream().allMatch(Missing.class::isInstance));
    }

    private static NavigableSet<IndexEntry> range(
            NavigableSet<IndexEntry> entries, List<Object> prefix, Interval interval) {
        IndexEntry from = IndexEntry.before(with(prefix, interval.lower()));
        IndexEntry to = IndexEntry.after(with(prefix, interval.upper()));
        return from.compareTo(to) > 0 ? Collections.emptyNavigableSet() : entries.subSet(from, true, to, true);
    }

    private static List<Object> with(List<Object> prefix, @Nullable Object bound) {
        return bound == null
                ? prefix
                : extended(List.of(prefix), List.of(bound)).getFirst();
    }

    /// True or false if reading the index backwards or forwards gives this order, null if neither does.
    private @Nullable Boolean descending(int fixed, @Nullable Document order) {
        if (order == null || order.isEmpty()) {
            return null;
        }
        List<Map.Entry<String, Object>> open = order.entrySet().stream()
                .filter(key -> !keys.subList(0, fixed).contains(key.getKey()))
                .toList();
        List<Integer> directions =
                open.stream().map(key -> direction(key.getValue())).distinct().toList();
        List<String> paths = open.stream().map(Map.Entry::getKey).toList();
        int end = fixed + paths.size();
        boolean sorted = directions.size() <= 1
                && !directions.contains(0)
                && end <= sortedBy.size()
                && sortedBy.subList(fixed, end).equals(paths);
        return sorted ? directions.contains(-1) : null;
    }

    private static int direction(Object value) {
        return value instanceof Number number ? Integer.signum(number.intValue()) : 0;
    }

    static List<List<Object>> extended(List<List<Object>> prefixes, Collection<Object> values) {
        return prefixes.stream()
                .flatMap(prefix -> values.stream().map(value -> {
                    List<Object> longer = new ArrayList<>(prefix);
                    longer.add(value);
                    return longer;
                }))
                .map(List::copyOf)
                .toList();
    }
}
