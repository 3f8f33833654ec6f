package dev.portico.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The files that the contract is kept in. They are compared, or with `-Dportico.renew=true` written.
final class Repository {

    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    static final Path DOCUMENT = ROOT.resolve("gateway/src/main/resources/openapi.json");
    static final Path API = ROOT.resolve("docs/api");
    static final String RENEW =
            "\nIf that is meant, renew it with one command and commit what it writes:\n    ./portico contract\n";

    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = JSON.writer()
            .with(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private Repository() {}

    static boolean renewing() {
        return Boolean.getBoolean("portico.renew");
    }

    /// The committed contract.
    static ObjectNode document() {
        return (ObjectNode) JSON.readTree(text(DOCUMENT));
    }

    static String version() {
        String pom = text(ROOT.resolve("pom.xml"));
        return pom.replaceAll("(?s).*?<version>([0-9.]+)(-SNAPSHOT)?</version>.*", "$1");
    }

    static String pretty(JsonNode json) {
        return WRITER.writeValueAsString(json) + "\n";
    }

    static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
