package dev.portico.pricing;

import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Tax identifiers of businesses in the European Union. Whether one was ever given out only the tax offices know; that
/// it was mistyped is seen by its form and, where that is published, by its check digits.
public final class TaxIdentifier {

    private static final Pattern BETWEEN = Pattern.compile("[\\s./-]");
    private static final int LONGEST = 40;

    /// @param form without the country's letters
    private record Rule(String prefix, Pattern form, Predicate<String> check) {}

    private static final Map<String, Rule> BY_COUNTRY = Map.ofEntries(
            rule("AT", "U[0-9]{8}", CheckDigits::austrian),
            rule("BE", "[01][0-9]{9}", CheckDigits::belgian),
            rule("BG", "[0-9]{9,10}", CheckDigits::bulgarian),
            rule("CY", "[0-9]{8}[A-Z]", CheckDigits::cypriot),
            rule("CZ", "[0-9]{8,10}", CheckDigits::czech),
            rule("DE", "[1-9][0-9]{8}", CheckDigits::elevenTen),
            rule("DK", "[1-9][0-9]{7}", n -> CheckDigits.weighted(n, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
            rule("EE", "[0-9]{9}", n -> CheckDigits.weighted(n, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0),
            rule("ES", "[A-Z0-9][0-9]{7}[A-Z0-9]", CheckDigits::spanish),
            rule("FI", "[0-9]{8}", n -> CheckDigits.weighted(n, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0),
            rule("FR", "[0-9A-HJ-NP-Z]{2}[0-9]{9}", CheckDigits::french),
            Map.entry("GR", new Rule("EL", Pattern.compile("[0-9]{9}"), CheckDigits::greek)),
            rule("HR", "[0-9]{11}", CheckDigits::elevenTen),
            rule("HU", "[0-9]{8}", n -> CheckDigits.weighted(n, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0),
            rule("IE", "[0-9][A-Z0-9+*][0-9]{5}[A-W][A-IW]?", CheckDigits::irish),
            rule("IT", "[0-9]{11}", CheckDigits::italian),
            rule("LT", "[0-9]{7}1[0-9]|[0-9]{10}1[0-9]", CheckDigits::lithuanian),
            rule("LU", "[0-9]{8}", CheckDigits::luxembourgish),
            rule("LV", "[0-9]{11}", CheckDigits::latvian),
            rule(
                    "MT",
                    "[1-9][0-9]{5}(0[1-9]|[12][0-9]|3[0-7])",
                    n -> CheckDigits.weighted(n, 3, 4, 6, 7, 8, 9, 10, 1) % 37 == 0),
            rule("NL", "[0-9]{9}B(0[1-9]|[1-9][0-9])", CheckDigits::dutch),
            rule("PL", "[0-9]{10}", CheckDigits::polish),
            rule("PT", "[1-9][0-9]{8}", CheckDigits::portuguese),
            rule("RO", "[1-9][0-9]{1,9}", CheckDigits::romanian),
            rule("SE", "[0-9]{10}(0[1-9]|[1-8][0-9]|9[0-4])", n -> CheckDigits.isLuhn(n.substring(0, 10))),
            rule("SI", "[1-9][0-9]{7}", CheckDigits::slovenian),
            rule("SK", "[1-9][0-9][2-47-9][0-9]{7}", n -> Long.parseLong(n) % 11 == 0));

    private TaxIdentifier() {}

    /// Whether a country is in the European Union.
    public static boolean isOfUnion(String country) {
        return BY_COUNTRY.containsKey(country);
    }

    /// Whether this could be a tax identifier of a country of the European Union, with or without the country's letters
    /// before it.
    ///
    /// @param country two letters of ISO 3166
    public static boolean isValid(String identifier, String country) {
        Rule rule = BY_COUNTRY.get(country);
        if (rule == null || identifier.length() > LONGEST) return false;
        String plain = BETWEEN.matcher(identifier).replaceAll("").toUpperCase(Locale.ROOT);
        String number = plain.startsWith(rule.prefix) ? plain.substring(rule.prefix.length()) : plain;
        return rule.form.matcher(number).matches() && rule.check.test(number);
    }

    private static Map.Entry<String, Rule> rule(String country, String form, Predicate<String> check) {
        return Map.entry(country, new Rule(country, Pattern.compile(form), check));
    }
}
