package dev.portico.embedded.store;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import java.util.Comparator;
import java.util.Set;

/// The order of values in an index: the one by which the library sorts and compares, made total.
enum KeyOrder implements Comparator<Object> {
    KEY_ORDER;

    @Override
    public int compare(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        if (isUnknownToLibrary(left) || isUnknownToLibrary(right)) {
            return Comparator.comparing(KeyOrder::isUnknownToLibrary)
                    .thenComparing(Object::toString)
                    .compare(left, right);
        }
        return ValueComparator.ascWithoutListHandling().compare(left, right);
    }

    private static boolean isUnknownToLibrary(Object value) {
        return value instanceof BsonRegularExpression || value instanceof BsonJavaScript || value instanceof Set;
    }
}
