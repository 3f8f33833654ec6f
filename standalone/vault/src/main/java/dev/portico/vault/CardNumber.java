package dev.portico.vault;

import java.util.Optional;

/// A card's number, which leaves this process by no way: it has no text of its own that could end in a log.
final class CardNumber {

    private final String digits;

    private CardNumber(String digits) {
        this.digits = digits;
    }

    /// @param typed with spaces or hyphens wherever one likes
    /// @return nothing for what no card can have: 12 to 19 digits, the last of which proves the others
    static Optional<CardNumber> read(String typed) {
        String digits = Typed.digits(typed);
        return digits.length() >= 12 && digits.length() <= 19 && isProven(digits)
                ? Optional.of(new CardNumber(digits))
                : Optional.empty();
    }

    Brand brand() {
        return Brand.of(digits);
    }

    String last4() {
        return digits.substring(digits.length() - 4);
    }

    boolean is(String other) {
        return digits.equals(other);
    }

    @Override
    public String toString() {
        return "a card number";
    }

    // Luhn's algorithm.
    private static boolean isProven(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
