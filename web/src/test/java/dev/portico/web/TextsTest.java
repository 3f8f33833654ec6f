package dev.portico.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Every text a screen asks for exists, and none is left over. That all languages have the same is shown where they
/// lie.
class TextsTest {

    private static final Path TEXTS = Path.of("../chassis/i18n/src/main/resources/i18n/messages/en");
    private static final Pattern QUOTED = Pattern.compile("'([a-z_]+(?:\\.[a-z_]+)+)'");
    private static final Pattern ASKED = Pattern.compile("\\btr?\\(\\s*'([^']+)'");
    private static final Pattern BUILT = Pattern.compile("`([a-z_]+\\.)\\$\\{");

    @Test
    void every_text_a_screen_asks_for_exists() throws IOException {
        assertThat(texts().keySet()).containsAll(found(ASKED));
    }

    @Test
    void no_text_is_left_over() throws IOException {
        var quoted = found(QUOTED);
        quoted.addAll(found(ASKED));
        var built = found(BUILT);
        assertThat(texts().keySet())
                .filteredOn(key -> !key.startsWith("shell.") && !key.endsWith(".short"))
                .allMatch(key -> quoted.contains(key) || built.stream().anyMatch(key::startsWith), "is used");
    }

    private static Map<String, String> texts() throws IOException {
        var texts = new TreeMap<String, String>();
        for (var file : List.of("web.json", "account.json", "inbox.json", "cancel.json", "pay.json", "correct.json"))
            texts.putAll(JsonMapper.shared()
                    .readValue(Files.readString(TEXTS.resolve(file)), new TypeReference<Map<String, String>>() {}));
        return texts;
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        var found = new TreeSet<String>();
        for (var folder : Set.of("app", "parts", "screens")) {
            try (var files = Files.walk(Path.of("src", folder))) {
                for (var file :
                        files.filter(f -> f.toString().matches(".*\\.tsx?")).toList()) {
                    pattern.matcher(Files.readString(file)).results().forEach(m -> found.add(m.group(1)));
                }
            }
        }
        return found;
    }
}
