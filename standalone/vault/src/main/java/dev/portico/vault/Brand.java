package dev.portico.vault;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whose card it is, by its first digits (ISO/IEC 7812).
enum Brand {
    VISA("4.*", 3),
    MASTERCARD("(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720).*", 3),
    AMERICAN_EXPRESS("3[47].*", 4),
    DINERS_CLUB("3(0[0-5]|[689]).*", 3),
    DISCOVER("(6011|64[4-9]|65).*", 3),
    JCB("35(2[89]|[3-8]).*", 3),
    UNION_PAY("62.*", 3),
    MAESTRO("(50|5[6-9]|6).*", 3),
    UNKNOWN(".*", 3);

    private final Pattern numbers;
    private final int codeLength;

    Brand(String numbers, int codeLength) {
        this.numbers = Pattern.compile(numbers);
        this.codeLength = codeLength;
    }

    static Brand of(String digits) {
        return Arrays.stream(values())
                .filter(brand -> brand.numbers.matcher(digits).matches())
                .findFirst()
                .orElse(UNKNOWN);
    }

    /// Paddle's word for it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// How many digits its security code has.
    int codeLength() {
        return codeLength;
    }
}
