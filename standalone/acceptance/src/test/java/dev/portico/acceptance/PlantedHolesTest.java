package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether the isolation matrix would notice: Portico runs with checks that can be forgotten one after the other, and
/// the matrix must see each.
class PlantedHolesTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final String SWITCH = """
            package dev.portico.holes;
            public final class Holes {
                public static boolean open(String name) {
                    return java.nio.file.Files.exists(java.nio.file.Path.of(System.getProperty("portico.holes"), name));
                }
            }
            """;

    @TempDir
    static Path directory;

    static Portico portico;
    static Path holes;
    static Wire wire;

    @BeforeAll
    static void open() throws Exception {
        holes = Files.createDirectory(directory.resolve("holes"));
        portico = Portico.startWith(compiled(), List.of("-Dportico.holes=" + holes), directory.resolve("data"));
        wire = new Wire();
    }

    @AfterAll
    static void close() throws Exception {
        portico.kill();
    }

    @Test
    void every_planted_hole_is_seen() throws Exception {
        assertThat(Hole.ALL).hasSizeGreaterThanOrEqualTo(12);
        List<Operation> operations = Operation.all();
        List<String> permissions = Operation.permissions(operations).toList();
        Estate victim = Estate.build(portico, wire, permissions);
        Estate stranger =
                Estate.build(portico, wire, List.of(), List.of(victim.second().email()));
        var scene = new Scene(wire, new Doors(portico), new Callers(portico), victim, stranger, portico.operatorKey());
        var unseen = new ArrayList<String>();
        for (Hole hole : Hole.ALL) {
            var matrix = new Matrix(scene, operations);
            Path open = Files.createFile(holes.resolve(hole.name()));
            Walk walk = Walk.untilLeak(shuffled(matrix.cells()));
            Files.delete(open);
            if (walk.leaks().isEmpty()) {
                unseen.add(hole.name());
                continue;
            }
            Cell seen = walk.leaks().getFirst().cell();
            System.out.printf(
                    "%4d cells until %s: %s, %s%n", walk.cells(), hole.name(), seen.operation(), seen.situation());
            // It was the hole: with the check in its place, and nothing remembered, the same cell is as it should be.
            for (Walk.Leak leak : walk.leaks())
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> leak.cell().look().call().isEmpty());
        }
        assertThat(unseen).as("of %d planted holes", Hole.ALL.size()).isEmpty();
    }

    // What only reads comes first: it leaves the data as it is for the next hole.
    private static List<Cell> shuffled(List<Cell> cells) {
        List<Cell> shuffled = new ArrayList<>(cells);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.sort(Comparator.comparing(cell -> cell.operation().changes()));
        return shuffled;
    }

    private static Path compiled() throws IOException {
        Path sources = Files.createDirectory(directory.resolve("sources"));
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<Path> files = new ArrayList<>();
        files.add(Files.writeString(sources.resolve("Holes.java"), SWITCH));
        Map<String, List<Hole>> bySource = Hole.ALL.stream().collect(Collectors.groupingBy(Hole::source));
        for (var planted : bySource.entrySet()) {
            String text = Files.readString(ROOT.resolve(planted.getKey()));
            for (Hole hole : planted.getValue()) text = hole.in(text);
            String name = Path.of(planted.getKey()).getFileName().toString();
            files.add(Files.writeString(sources.resolve(name), text));
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of(
                    "-parameters", "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", Portico.classPath());
            boolean compiled = compiler.getTask(
                            null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as("the planted sources compile").isTrue();
        }
        return classes;
    }
}
