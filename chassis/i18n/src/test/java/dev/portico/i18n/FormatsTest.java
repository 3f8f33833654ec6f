package dev.portico.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

    @ParameterizedTest
    @CsvSource({"USD,4900,$49.00", "JPY,7200,¥7200", "KWD,1234,KWD1.234", "HUF,4900,HUF49.00", "EUR,-1,-€0.01"})
    void amounts_have_the_decimals_of_their_currency(String currency, long minor, String written) {
        String text = Formats.in(Language.ENGLISH).money(minor, currency).replaceAll("[\\s\\u00a0,]", "");
        assertThat(text).isEqualTo(written);
    }

    @Test
    void each_language_writes_amounts_its_own_way() {
        assertThat(Formats.in(Language.GERMAN).money(129000, "EUR").replace('\u00a0', ' '))
                .isEqualTo("1.290,00 €");
        assertThat(Formats.in(Language.ARABIC).money(4900, "USD"))
                .startsWith("\u2068")
                .endsWith("\u2069")
                .contains("49.00");
    }

    @Test
    void a_currency_in_right_to_left_text_is_not_torn_apart() {
        assertThat(Formats.in(Language.ARABIC).money(4900, "USD")).contains("\u2068US$\u2069");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USD", "EUR", "GBP", "JPY", "AUD", "CAD", "CHF", "CLP", "HKD", "SGD", "SEK", "ARS", "BRL", "CNY", "COP",
                "CZK", "DKK", "HUF", "ILS", "INR", "KRW", "MXN", "NOK", "NZD", "PEN", "PLN", "RUB", "THB", "TRY", "TWD",
                "UAH", "VND", "ZAR"
            })
    void every_currency_that_paddle_knows_has_its_decimals_in_every_language(String currency) {
        int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
        for (Language language : Language.values()) {
            String digits = Formats.in(language).money(7, currency).replaceAll("[^0-9]", "");
            assertThat(digits).as(language.tag()).isEqualTo("0".repeat(decimals) + "7");
        }
    }

    @Test
    void lists_are_joined_as_the_language_joins_them() {
        assertThat(Formats.in(Language.GERMAN).list(List.of("A", "B", "C"))).isEqualTo("A, B und C");
        assertThat(Formats.in(Language.ARABIC).list(List.of("A (US)", "B"))).contains("\u2068A (US)\u2069");
    }

    @Test
    void days_are_written_out_in_utc() {
        Instant lateInTheYear = Instant.parse("2026-12-31T23:59:59Z");
        assertThat(Formats.in(Language.ENGLISH).date(lateInTheYear)).isEqualTo("December 31, 2026");
        assertThat(Formats.in(Language.GERMAN).date(lateInTheYear)).isEqualTo("31. Dezember 2026");
        assertThat(Formats.in(Language.JAPANESE).date(lateInTheYear)).isEqualTo("2026年12月31日");
    }
}
