package dev.portico.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How long it takes from the command to the ready line, and how much memory it then holds.
final class StartBench {

    private static final int ROUNDS = 3;

    private StartBench() {}

    static List<Figure> measure() throws Exception {
        var fresh = new ArrayList<Double>();
        var again = new ArrayList<Double>();
        var memory = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            Path data = Files.createTempDirectory("portico-bench");
            try (Run first = Run.start(data)) {
                fresh.add(first.startedInSeconds);
                memory.add(first.residentMegabytes());
            }
            try (Run second = Run.start(data)) {
                again.add(second.startedInSeconds);
            }
            Run.delete(data);
        }
        return List.of(
                new Figure("start, fresh data, demo merchants loaded", median(fresh), "s", 15),
                new Figure("start on existing data", median(again), "s", 15),
                new Figure("resident memory after the demo load", median(memory), "MB", 900));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
