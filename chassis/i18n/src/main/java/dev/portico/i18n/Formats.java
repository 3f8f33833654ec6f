package dev.portico.i18n;

import com.ibm.icu.number.FormattedNumber;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.ConstrainedFieldPosition;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How amounts and dates are written in a language. The number of decimals is ISO 4217's, never the locale data's,
/// which has none
/// for some currencies that have two.
public final class Formats {

    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    private static final Map<Language, Formats> ALL = new ConcurrentHashMap<>();

    private final Language language;
    private final ULocale locale;
    private final DateFormat day;
    private final Map<String, LocalizedNumberFormatter> amounts = new ConcurrentHashMap<>();

    private Formats(Language language) {
        this.language = language;
        this.locale = ULocale.forLocale(language.locale());
        this.day = DateFormat.getDateInstance(DateFormat.LONG, locale);
        day.setTimeZone(TimeZone.GMT_ZONE);
    }

    /// Safe for use by many threads.
    public static Formats in(Language language) {
        return ALL.computeIfAbsent(language, Formats::new);
    }

    /// An amount with its currency. Where text runs from right to left, the amount and, in it, the currency are
    /// isolated:
    /// else `US$ 49.00` is painted as `$US 49.00`.
    ///
    /// @param minor minor units
    /// @param currency ISO 4217 code
    public String money(long minor, String currency) {
        int digits = java.util.Currency.getInstance(currency).getDefaultFractionDigits();
        FormattedNumber amount = amounts.computeIfAbsent(currency, code -> amounts(code, digits))
                .format(BigDecimal.valueOf(minor, digits));
        String text = amount.toString();
        var symbol = new ConstrainedFieldPosition();
        symbol.constrainField(NumberFormat.Field.CURRENCY);
        if (!language.isRightToLeft() || !amount.nextPosition(symbol)) return text;
        int from = symbol.getStart();
        int to = symbol.getLimit();
        return isolate(text.substring(0, from) + isolate(text.substring(from, to)) + text.substring(to));
    }

    private LocalizedNumberFormatter amounts(String currency, int digits) {
        return NumberFormatter.withLocale(locale)
                .unit(Currency.getInstance(currency))
                .precision(Precision.fixedFraction(digits));
    }

    /// A day, written out, by the calendar in UTC: `24 November 2026`.
    public String date(Instant instant) {
        return day.clone().format(Date.from(instant));
    }

    /// A day and a time of day in UTC.
    public String dateTime(Instant instant) {
        DateFormat format = DateFormat.getDateTimeInstance(DateFormat.LONG, DateFormat.SHORT, locale);
        format.setTimeZone(TimeZone.GMT_ZONE);
        return format.format(Date.from(instant)) + " UTC";
    }

    /// `a, b and c`
    public String list(Collection<String> items) {
        List<String> whole =
                language.isRightToLeft() ? items.stream().map(Formats::isolate).toList() : List.copyOf(items);
        return ListFormatter.getInstance(locale).format(whole);
    }

    /// A fraction as it stands on the wire, in hundredths: `19%`.
    public String percent(String fraction) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(4);
        String text = format.format(new BigDecimal(fraction));
        return language.isRightToLeft() ? isolate(text) : text;
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /// A text as it is put into another. Where text runs from right to left it is isolated, so that a foreign name does
    /// not take its neighbours' punctuation along.
    public String embedded(String text) {
        return language.isRightToLeft() ? isolate(text) : text;
    }

    static String isolate(String text) {
        return FIRST_STRONG_ISOLATE + text + POP_ISOLATE;
    }
}
