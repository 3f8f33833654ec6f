package dev.portico.embedded.store;

import static dev.portico.embedded.store.KeyOrder.KEY_ORDER;

import java.util.List;

/// A document's place in an index: the values of the keys, then its `_id`.
///
/// With an `edge` it is no document but the place before (-1) or after (+1) all entries that begin with `values`.
record IndexEntry(List<Object> values, Object id, long position, int edge) implements Comparable<IndexEntry> {
    static IndexEntry of(List<Object> values, Object id, long position) {
        return new IndexEntry(values, id, position, 0);
    }

    static IndexEntry before(List<Object> prefix) {
        return new IndexEntry(prefix, "", 0, -1);
    }

    static IndexEntry after(List<Object> prefix) {
        return new IndexEntry(prefix, "", 0, 1);
    }

    @Override
    public int compareTo(IndexEntry other) {
        int common = Math.min(values.size(), other.values.size());
        for (int i = 0; i < common; i++) {
            int order = KEY_ORDER.compare(values.get(i), other.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (edge != 0 || other.edge != 0) {
            return Integer.compare(edge, other.edge);
        }
        int order = KEY_ORDER.compare(id, other.id);
        return order != 0 ? order : Long.compare(position, other.position);
    }
}
