package dev.portico.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How things of the code are called on the wire and on the page.
final class Names {

    private Names() {}

    /// `customerId` as `customer_id`.
    static String wire(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /// `payment-methods` as `PaymentMethods`.
    static String pascal(String words) {
        return Arrays.stream(words.split("[-_ ]"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /// `PaymentMethods` as `payment methods`.
    static String spoken(String pascal) {
        return pascal.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\bapi\\b", "API");
    }

    static String singular(String plural) {
        if (plural.endsWith("ies")) return plural.substring(0, plural.length() - 3) + "y";
        if (plural.endsWith("sses")) return plural.substring(0, plural.length() - 2);
        return isPlural(plural) ? plural.substring(0, plural.length() - 1) : plural;
    }

    static String plural(String singular) {
        if (singular.endsWith("y") && !singular.matches(".*[aeou]y")) return chopped(singular) + "ies";
        if (singular.endsWith("ss")) return singular + "es";
        return isPlural(singular) ? singular : singular + "s";
    }

    static boolean isPlural(String word) {
        return word.endsWith("s") && !word.endsWith("ss");
    }

    static String withArticle(String noun) {
        return (noun.matches("(?i)[aeio].*|API.*") ? "an " : "a ") + noun;
    }

    /// The literal parts of a path, first to last.
    static List<String> literals(String path) {
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty() && !part.startsWith("{"))
                .toList();
    }

    private static String chopped(String word) {
        return word.substring(0, word.length() - 1);
    }
}
