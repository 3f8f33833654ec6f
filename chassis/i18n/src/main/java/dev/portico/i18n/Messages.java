package dev.portico.i18n;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The texts of one language: ICU MessageFormat, from `i18n/messages/<tag>/*.json`. What a language lacks is said in
/// English.
public final class Messages {

    private static final List<String> FILES = List.of("common", "email", "invoice", "vault");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<Language, Messages> ALL = new ConcurrentHashMap<>(new EnumMap<>(Language.class));

    private final Language language;
    private final Map<String, String> patterns;

    private Messages(Language language, Map<String, String> patterns) {
        this.language = language;
        this.patterns = patterns;
    }

    public static Messages in(Language language) {
        return ALL.computeIfAbsent(language, Messages::load);
    }

    public Language language() {
        return language;
    }

    public String text(String key) {
        return text(key, Map.of());
    }

    /// @param arguments by the names that stand in the text. Where text runs from right to left, strings are isolated,
    /// so
    ///     that a foreign name does not take its neighbours' punctuation along.
    /// @throws IllegalArgumentException if there is no such text, or if it names what is not given
    public String text(String key, Map<String, ?> arguments) {
        String pattern = patterns.get(key);
        if (pattern == null) throw new IllegalArgumentException("there is no text " + key);
        if (pattern.indexOf('{') < 0) return pattern;
        var format = new MessageFormat(pattern, com.ibm.icu.util.ULocale.forLocale(language.locale()));
        for (String name : format.getArgumentNames())
            if (arguments.get(name) == null) throw new IllegalArgumentException("the text " + key + " names " + name);
        return format.format(language.isRightToLeft() ? isolated(arguments) : arguments);
    }

    private static Map<String, ?> isolated(Map<String, ?> arguments) {
        var isolated = new HashMap<String, Object>(arguments);
        isolated.replaceAll((_, value) -> value instanceof String text ? Formats.isolate(text) : value);
        return isolated;
    }

    Map<String, String> patterns() {
        return patterns;
    }

    private static Messages load(Language language) {
        var patterns = new HashMap<String, String>();
        for (String file : FILES) {
            patterns.putAll(read(Language.ENGLISH, file));
            language.parent().ifPresent(parent -> patterns.putAll(read(parent, file)));
            patterns.putAll(read(language, file));
        }
        return new Messages(language, Map.copyOf(patterns));
    }

    static Map<String, String> read(Language language, String file) {
        String path = "/i18n/messages/" + language.tag() + "/" + file + ".json";
        try (InputStream json = Messages.class.getResourceAsStream(path)) {
            if (json == null && language.parent().isPresent()) return Map.of();
            if (json == null) throw new IllegalStateException("missing " + path);
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
