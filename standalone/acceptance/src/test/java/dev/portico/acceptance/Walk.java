package dev.portico.acceptance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/// Looks into the cells of a matrix, a few at a time.
///
/// @param looked the cells that were looked into
/// @param leaks what was wrong
record Walk(List<Cell> looked, List<Leak> leaks) {

    private static final int AT_A_TIME = 4;

    record Leak(Cell cell, List<String> problems) {

        @Override
        public String toString() {
            String all = String.join("\n    ", problems);
            return "\n" + cell.operation() + ": " + cell.situation() + "\n    "
                    + all.substring(0, Math.min(all.length(), 1_500));
        }
    }

    static Walk through(List<Cell> cells) {
        return through(cells, false);
    }

    /// Stops at the first leak.
    static Walk untilLeak(List<Cell> cells) {
        return through(cells, true);
    }

    int cells() {
        return looked.size();
    }

    long cellsOf(Operation operation) {
        return looked.stream()
                .filter(cell -> cell.operation().equals(operation))
                .count();
    }

    String report() {
        Map<String, Long> counts =
                looked.stream().collect(Collectors.groupingBy(Walk::kind, TreeMap::new, Collectors.counting()));
        String lines = counts.entrySet().stream()
                .map(kind -> "%7d  %s".formatted(kind.getValue(), kind.getKey()))
                .collect(Collectors.joining("\n"));
        return "isolation: " + cells() + " cells, " + leaks.size() + " leaks\n" + lines;
    }

    private static String kind(Cell cell) {
        return cell.situation().replaceAll(" (at a foreign|refers to|filters by|goes on after) .*|:.*", " $1");
    }

    private static Walk through(List<Cell> cells, boolean stop) {
        List<Cell> looked = Collections.synchronizedList(new ArrayList<>());
        List<Leak> leaks = Collections.synchronizedList(new ArrayList<>());
        var enough = new AtomicBoolean();
        List<Callable<Void>> looks = cells.stream()
                .<Callable<Void>>map(cell -> () -> {
                    if (enough.get()) return null;
                    List<String> problems = cell.look().call();
                    looked.add(cell);
                    if (problems.isEmpty()) return null;
                    leaks.add(new Leak(cell, problems));
                    enough.set(stop);
                    return null;
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (var look : threads.invokeAll(looks)) look.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return new Walk(looked, leaks);
    }
}
