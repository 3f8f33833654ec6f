package dev.portico.embedded.store;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The part of an index that holds every document a query can match.
///
/// @param constrained the fields by which the part was cut out
/// @param ordered     the documents come in the order the query asks for
/// @param exact       each range holds at most one document
/// @param repeats     a document may come more than once, as its indexed field is an array
record Scan(
        List<NavigableSet<IndexEntry>> ranges,
        Set<String> constrained,
        boolean ordered,
        boolean descending,
        boolean exact,
        boolean repeats) {
    /// Certain to look at no more documents than the other.
    boolean isNoWorseThan(Scan other) {
        return constrained.containsAll(other.constrained) && (ordered || !other.ordered);
    }

    /// Certain that each document in it matches: all that is asked for are texts, and all of them cut out the part.
    boolean holdsNothingBut(Conditions conditions) {
        return !repeats && conditions.areTexts() && constrained.containsAll(conditions.paths());
    }

    long size() {
        return ranges.stream().mapToLong(NavigableSet::size).sum();
    }

    Stream<Long> positions() {
        Stream<Long> positions = StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), 0), false);
        return repeats ? positions.distinct() : positions;
    }

    // Not a flatMap: its iterator would read a whole range to give the first entry.
    Iterator<Long> iterator() {
        Iterator<NavigableSet<IndexEntry>> remaining = ranges.iterator();
        return new Iterator<>() {
            private Iterator<IndexEntry> current = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext() && remaining.hasNext()) {
                    NavigableSet<IndexEntry> range = remaining.next();
                    current = descending ? range.descendingIterator() : range.iterator();
                }
                return current.hasNext();
            }

            @Override
            public Long next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return current.next().position();
            }
        };
    }
}
