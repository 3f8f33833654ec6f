package dev.portico.notification.email;

import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words in which `{name}` stands for a fact, and braces for nothing else. Nothing in it is ever run.
final class WordPattern {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]{1,30})}");

    private WordPattern() {}

    /// What is wrong with it, if anything is.
    ///
    /// @param names the facts there are
    static Optional<String> fault(String pattern, Collection<String> names) {
        Optional<String> unknown = PLACE.matcher(pattern)
                .results()
                .map(place -> place.group(1))
                .filter(name -> !names.contains(name))
                .findFirst();
        if (unknown.isPresent())
            return Optional.of("names {" + unknown.get() + "}: there is only {" + String.join("}, {", names) + "}");
        String rest = PLACE.matcher(pattern).replaceAll("");
        return rest.matches("(?s)[^{}]*") ? Optional.empty() : Optional.of("may hold braces only around a name");
    }

    /// @param facts a fact that is missing leaves its place empty
    static String fill(String pattern, Map<String, String> facts, Language language) {
        return PLACE.matcher(pattern)
                .replaceAll(place -> Matcher.quoteReplacement(
                        Formats.in(language).embedded(facts.getOrDefault(place.group(1), ""))));
    }
}
