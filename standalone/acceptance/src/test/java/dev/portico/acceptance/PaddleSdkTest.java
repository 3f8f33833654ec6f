package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Paddle's own SDK for Node, unmodified, as a merchant's back end. Needs Node 20; where it is missing, this is skipped
/// and says so.
class PaddleSdkTest {

    private static final Path SCRIPTS = Path.of("src", "test", "node").toAbsolutePath();

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> every_operation_of_the_sdk_works() throws Exception {
        assumeTrue(hasNode(), "node and npm are not here: the official Paddle SDK was not tried");
        List<JsonNode> steps = walk();
        assertThat(steps).hasSizeGreaterThan(40);
        return steps.stream()
                .map(step -> DynamicTest.dynamicTest(
                        step.path("step").asString(),
                        () -> assertThat(step.path("ok").asBoolean())
                                .as(step.path("why").asString(""))
                                .isTrue()));
    }

    private static List<JsonNode> walk() throws Exception {
        Path here = Files.createDirectory(directory.resolve("node"));
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path file : files.toList()) Files.copy(file, here.resolve(file.getFileName()));
        }
        run(here, Map.of(), "npm", "ci", "--silent");
        try (Portico portico = Portico.start(directory.resolve("data"), "--no-demo")) {
            Merchant shop = Merchant.create(portico, "shop", "The Shop");
            String readOnly = shop.created(
                            "/api-keys", Map.of("name", "Reader", "permissions", List.of("customer.read")))
                    .data()
                    .path("key")
                    .asString();
            String told = run(
                    here,
                    Map.of("PORTICO_API", portico.api(), "PORTICO_KEY", shop.key(), "PORTICO_READ_ONLY_KEY", readOnly),
                    "node",
                    "paddle-sdk.mjs");
            var steps = new ArrayList<JsonNode>();
            for (String line : told.lines().toList()) if (line.startsWith("{")) steps.add(Merchant.JSON.readTree(line));
            return steps;
        }
    }

    private static String run(Path directory, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        if (!ended) process.destroyForcibly();
        String told = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as(told).isTrue();
        if (!command[0].equals("node")) assertThat(process.exitValue()).as(told).isZero();
        return told;
    }

    private static boolean hasNode() {
        return isOnPath("node") && isOnPath("npm");
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
