package dev.portico.embedded.store;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// Finds the index that answers a query by looking at the fewest documents.
///
/// @param wanted how many matches end the search, if they come in order
record Search(Document query, @Nullable Document order, long wanted) {
    @Nullable
    Scan best(List<Index<Long>> indexes, LongPredicate matches) {
        if (order != null && order.containsKey("$natural")) {
            return null;
        }
        List<Scan> scans = scans(indexes);
        return scans.stream().filter(Scan::exact).findFirst().orElseGet(() -> raced(contenders(scans), matches));
    }

    private static List<Scan> contenders(List<Scan> scans) {
        List<Scan> contenders = new ArrayList<>();
        for (Scan scan : scans) {
            if (contenders.stream().noneMatch(other -> other.isNoWorseThan(scan))) {
                contenders.removeIf(scan::isNoWorseThan);
                contenders.add(scan);
            }
        }
        return contenders;
    }

    private List<Scan> scans(List<Index<Long>> indexes) {
        Conditions conditions = Conditions.of(query);
        return indexes.stream()
                .filter(OrderedIndex.class::isInstance)
                .map(index -> ((OrderedIndex) index).scan(conditions, order))
                .filter(Objects::nonNull)
                .toList();
    }

    // As MongoDB picks a plan: all advance in lockstep and the first to finish wins, so choosing costs no more than a
    // few times the best of them, whatever the data look like.
    private @Nullable Scan raced(List<Scan> scans, LongPredicate matches) {
        if (scans.size() < 2) {
            return scans.isEmpty() ? null : scans.getFirst();
        }
        List<Runner> runners = scans.stream()
                .map(scan -> new Runner(scan, scan.iterator(), scan.ordered() ? wanted : Long.MAX_VALUE))
                .toList();
        while (true) {
            for (Runner runner : runners) {
                if (runner.finishes(matches)) {
                    return runner.scan;
                }
            }
        }
    }

    private static final class Runner {
        private final Scan scan;
        private final Iterator<Long> positions;
        private long missing;

        Runner(Scan scan, Iterator<Long> positions, long missing) {
            this.scan = scan;
            this.positions = positions;
            this.missing = missing;
        }

        boolean finishes(LongPredicate matches) {
            if (!positions.hasNext()) {
                return true;
            }
            long position = positions.next();
            return missing != Long.MAX_VALUE && matches.test(position) && --missing == 0;
        }
    }
}
