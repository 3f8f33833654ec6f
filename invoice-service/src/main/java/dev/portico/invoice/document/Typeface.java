package dev.portico.invoice.document;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// A weight of Noto Sans in all scripts. Faces are loaded when a text first needs them, and stay.
enum Typeface {
    REGULAR("Regular"),
    BOLD("Bold");

    /// What is painted for a character that no font has.
    static final int UNKNOWN = 0x25A1;

    private static final int FIRST_OF_HAN = 0x1100;

    // Whose forms of a Chinese character are taken where the reader's own language has none.
    private static final List<String> HAN = List.of("ja", "zh-Hans", "zh-Hant", "ko");

    private final String weight;
    private final Map<String, Face> faces = new ConcurrentHashMap<>();
    private final Map<String, Outlines> han = new ConcurrentHashMap<>();

    Typeface(String weight) {
        this.weight = weight;
    }

    /// The face that a character is painted in.
    ///
    /// @param language the reader's
    Face face(int character, String language) {
        Face letters = letters();
        if (character < FIRST_OF_HAN || !isHan(character) && letters.has(character)) return letters;
        Face own = HAN.contains(language) ? han(language) : han(HAN.getFirst());
        return own.has(character) ? own : letters;
    }

    // What the East writes, its punctuation included: a full stop stands elsewhere in Japan than in Taiwan.
    private static boolean isHan(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
            default -> character >= 0x3000 && character <= 0x303F || character >= 0xFF00 && character <= 0xFFEF;
        };
    }

    Face letters() {
        return known(
                "letters",
                () -> new LetterFace(
                        "letters-" + weight.toLowerCase(java.util.Locale.ROOT) + ".ttf",
                        "NotoSans-" + weight,
                        this == BOLD));
    }

    private Face han(String language) {
        return known(
                language,
                () -> new HanFace(
                        language,
                        "NotoSansCJK" + language.replace("-", "") + "-" + weight,
                        this == BOLD,
                        han.computeIfAbsent(
                                "han-" + weight.toLowerCase(java.util.Locale.ROOT) + ".ttf",
                                file -> new Outlines(Face.resource(file)))));
    }

    private Face known(String name, Supplier<Face> load) {
        return faces.computeIfAbsent(name, _ -> load.get());
    }
}
