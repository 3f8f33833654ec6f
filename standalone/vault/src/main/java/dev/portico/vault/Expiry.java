package dev.portico.vault;

import java.time.YearMonth;
import java.util.Optional;

/// Until when a card is good: to the end of its month.
record Expiry(YearMonth month) {

    private static final int CENTURY = 100;
    private static final int LONGEST_YEARS = 30;

    /// @param typed month and year, the year in two or four digits
    static Optional<Expiry> read(String typed, YearMonth now) {
        String digits = Typed.digits(typed.replace('/', ' '));
        if (!digits.matches("(0[1-9]|1[0-2])([0-9]{2}|20[0-9]{2})")) return Optional.empty();
        int year = Integer.parseInt(digits.substring(2));
        if (year < CENTURY) year += now.getYear() / CENTURY * CENTURY;
        var month = YearMonth.of(year, Integer.parseInt(digits.substring(0, 2)));
        return month.isAfter(now.plusYears(LONGEST_YEARS)) ? Optional.empty() : Optional.of(new Expiry(month));
    }

    boolean isOver(YearMonth now) {
        return month.isBefore(now);
    }
}
