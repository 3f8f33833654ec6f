package dev.portico.vault;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The number of a bank account (ISO 13616). Like a card's, it leaves this process by no way.
final class Iban {

    // How long it is in the countries and territories of SEPA (European Payments Council, EPC409-09).
    private static final Map<String, Integer> LENGTHS = Map.ofEntries(
            Map.entry("AD", 24),
            Map.entry("AL", 28),
            Map.entry("AT", 20),
            Map.entry("BE", 16),
            Map.entry("BG", 22),
            Map.entry("CH", 21),
            Map.entry("CY", 28),
            Map.entry("CZ", 24),
            Map.entry("DE", 22),
            Map.entry("DK", 18),
            Map.entry("EE", 20),
            Map.entry("ES", 24),
            Map.entry("FI", 18),
            Map.entry("FR", 27),
            Map.entry("GB", 22),
            Map.entry("GI", 23),
            Map.entry("GR", 27),
            Map.entry("HR", 21),
            Map.entry("HU", 28),
            Map.entry("IE", 22),
            Map.entry("IS", 26),
            Map.entry("IT", 27),
            Map.entry("LI", 21),
            Map.entry("LT", 20),
            Map.entry("LU", 20),
            Map.entry("LV", 21),
            Map.entry("MC", 27),
            Map.entry("MD", 24),
            Map.entry("ME", 22),
            Map.entry("MK", 19),
            Map.entry("MT", 31),
            Map.entry("NL", 18),
            Map.entry("NO", 15),
            Map.entry("PL", 28),
            Map.entry("PT", 25),
            Map.entry("RO", 24),
            Map.entry("RS", 22),
            Map.entry("SE", 24),
            Map.entry("SI", 19),
            Map.entry("SK", 24),
            Map.entry("SM", 27),
            Map.entry("VA", 22));

    private final String text;

    private Iban(String text) {
        this.text = text;
    }

    /// @return nothing for what no account in SEPA can have
    static Optional<Iban> read(String typed) {
        String text = typed.replaceAll("[\\s\\p{Z}-]", "").toUpperCase(Locale.ROOT);
        if (!text.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")) return Optional.empty();
        boolean right = LENGTHS.getOrDefault(text.substring(0, 2), 0) == text.length() && isProven(text);
        return right ? Optional.of(new Iban(text)) : Optional.empty();
    }

    String country() {
        return text.substring(0, 2);
    }

    String last4() {
        return text.substring(text.length() - 4);
    }

    boolean is(String other) {
        return text.equals(other);
    }

    @Override
    public String toString() {
        return "an IBAN";
    }

    // ISO 7064, MOD 97-10: the first four characters go to the end, letters count from 10.
    private static boolean isProven(String text) {
        int rest = 0;
        for (char c : (text.substring(4) + text.substring(0, 4)).toCharArray()) {
            int value = Character.digit(c, 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }
}
