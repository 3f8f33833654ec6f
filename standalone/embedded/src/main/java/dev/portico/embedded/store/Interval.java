package dev.portico.embedded.store;

import static dev.portico.embedded.store.KeyOrder.KEY_ORDER;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// From `lower` to `upper`, both included; null is no bound. It may be wider than the query, never narrower.
record Interval(@Nullable Object lower, @Nullable Object upper) {
    static final Interval ALL = new Interval(null, null);

    static Interval of(@Nullable Object condition) {
        if (condition instanceof Document operators) {
            return new Interval(bound(operators, "$gt", "$gte"), bound(operators, "$lt", "$lte"));
        }
        return isComparable(condition) ? new Interval(condition, condition) : ALL;
    }

    private static @Nullable Object bound(Document operators, String exclusive, String inclusive) {
        Object value = operators.containsKey(exclusive) ? operators.get(exclusive) : operators.get(inclusive);
        return isComparable(value) ? value : null;
    }

    private static boolean isComparable(@Nullable Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Instant
                || value instanceof ObjectId;
    }

    boolean isBounded() {
        return lower != null || upper != null;
    }

    Interval and(Interval other) {
        return new Interval(
                lower == null || other.lower == null ? either(lower, other.lower) : greater(lower, other.lower),
                upper == null || other.upper == null ? either(upper, other.upper) : smaller(upper, other.upper));
    }

    Interval or(Interval other) {
        return new Interval(
                lower == null || other.lower == null ? null : smaller(lower, other.lower),
                upper == null || other.upper == null ? null : greater(upper, other.upper));
    }

    /// For arrays: one element may satisfy the lower bound and another one the upper.
    Interval oneSided() {
        return lower == null ? this : new Interval(lower, null);
    }

    private static @Nullable Object either(@Nullable Object one, @Nullable Object other) {
        return one == null ? other : one;
    }

    private static Object greater(Object one, Object other) {
        return KEY_ORDER.compare(one, other) >= 0 ? one : other;
    }

    private static Object smaller(Object one, Object other) {
        return KEY_ORDER.compare(one, other) <= 0 ? one : other;
    }
}
