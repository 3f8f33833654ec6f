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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Every text a screen asks for exists, in every language, with the same arguments; and none is left over.
class TextsTest {

    private static final Path TEXTS = Path.of("../chassis/i18n/src/main/resources/i18n/messages");
    private static final Pattern QUOTED = Pattern.compile("'([a-z_]+(?:\\.[a-z_]+)+)'");
    private static final Pattern ASKED = Pattern.compile("\\btr?\\(\\s*'([^']+)'");
    private static final Pattern BUILT = Pattern.compile("`([a-z_]+\\.)\\$\\{");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\s*(\\w+)\\s*[,}]");

    private final PortalAssets assets = PortalAssets.load();

    @Test
    void every_text_a_screen_asks_for_exists() throws IOException {
        assertThat(texts("en").keySet()).containsAll(found(ASKED));
    }

    @Test
    void no_text_is_left_over() throws IOException {
        var quoted = found(QUOTED);
        quoted.addAll(found(ASKED));
        var built = found(BUILT);
        assertThat(texts("en").keySet())
                .filteredOn(key -> !key.startsWith("shell.") && !key.endsWith(".short"))
                .allMatch(key -> quoted.contains(key) || built.stream().anyMatch(key::startsWith), "is used");
    }

    @Test
    void every_language_has_the_same_texts_with_the_same_arguments() throws IOException {
        var english = texts("en");
        for (var language : assets.languages()) {
            var theirs = texts(language);
            assertThat(theirs.keySet()).as(language).isEqualTo(english.keySet());
            english.forEach((key, text) -> assertThat(arguments(theirs.get(key)))
                    .as("%s in %s", key, language)
                    .isEqualTo(arguments(text)));
            assertThat(theirs.values()).as(language).noneMatch(String::isBlank);
        }
    }

    @Test
    void braces_match_and_quotes_are_typographic() throws IOException {
        for (var language : assets.languages()) {
            assertThat(texts(language)).as(language).allSatisfy((key, text) -> {
                assertThat(text.chars().filter(c -> c == '{').count())
                        .as(key)
                        .isEqualTo(text.chars().filter(c -> c == '}').count());
                assertThat(text).as(key).doesNotContain("'");
            });
        }
    }

    private static Map<String, String> texts(String language) throws IOException {
        var texts = new TreeMap<String, String>();
        for (var file : List.of("web.json", "account.json", "inbox.json", "cancel.json", "pay.json"))
            texts.putAll(JsonMapper.shared()
                    .readValue(
                            Files.readString(TEXTS.resolve(language).resolve(file)),
                            new TypeReference<Map<String, String>>() {}));
        return texts;
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
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
