package dev.portico.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxIdentifierTest {

    @ParameterizedTest
    @CsvSource({
        "AT, U13585627",
        "BE, 0428759497",
        "BG, 175074752",
        "CY, 10259033P",
        "CZ, 25123891",
        "DE, 136695976",
        "DK, 13585628",
        "EE, 100931558",
        "ES, 54362315K",
        "ES, X5253868R",
        "ES, M1234567L",
        "ES, J99216582",
        "FI, 20774740",
        "FR, 40303265045",
        "FR, 23334175221",
        "FR, K7399859412",
        "GR, 094259216",
        "HR, 33392005961",
        "HU, 12892312",
        "IE, 6433435F",
        "IE, 6433435OA",
        "IE, 8D79739I",
        "IT, 00743110157",
        "LT, 119511515",
        "LT, 100001919017",
        "LU, 15027442",
        "LV, 40003521600",
        "MT, 11679112",
        "NL, 004495445B01",
        "NL, 123456789B13",
        "PL, 8567346215",
        "PT, 501964843",
        "RO, 18547290",
        "SE, 123456789701",
        "SI, 50223054",
        "SK, 2022749619"
    })
    void numbers_that_are_known_to_be_right_are(String country, String number) {
        String letters = country.equals("GR") ? "EL" : country;
        assertThat(TaxIdentifier.isValid(number, country)).isTrue();
        assertThat(TaxIdentifier.isValid(letters + number, country)).isTrue();
        assertThat(TaxIdentifier.isValid(letters.toLowerCase(java.util.Locale.ROOT) + " " + number, country))
                .isTrue();
        assertThat(TaxIdentifier.isValid(number + "1234", country)).isFalse();
        assertThat(TaxIdentifier.isValid("GB" + number, country)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "AT, U13585627",
        "BE, 0428759497",
        "DE, 136695976",
        "ES, 54362315K",
        "FR, 40303265045",
        "IT, 00743110157",
        "PL, 8567346215"
    })
    void a_digit_that_is_mistyped_is_noticed(String country, String number) {
        for (int at = 0; at < number.length(); at++)
            for (char digit = '0'; digit <= '9'; digit++) {
                if (!Character.isDigit(number.charAt(at)) || number.charAt(at) == digit) continue;
                String mistyped = number.substring(0, at) + digit + number.substring(at + 1);
                assertThat(TaxIdentifier.isValid(mistyped, country))
                        .as(mistyped)
                        .isFalse();
            }
    }

    // A Dutch number may be right in one of two ways, so that a mistake can make it right in the other: one in 97 does.
    @Test
    void nearly_all_mistyped_digits_of_a_dutch_number_are_noticed() {
        int missed = 0;
        for (int at = 0; at < 9; at++)
            for (char digit = '0'; digit <= '9'; digit++) {
                String typed = "004495445B01".substring(0, at) + digit + "004495445B01".substring(at + 1);
                if (!typed.equals("004495445B01") && TaxIdentifier.isValid(typed, "NL")) missed++;
            }
        assertThat(missed).isLessThanOrEqualTo(2);
    }

    @Test
    void the_union_has_27_members_and_each_knows_its_own_numbers() {
        assertThat(java.util.Arrays.stream(java.util.Locale.getISOCountries()).filter(TaxIdentifier::isOfUnion))
                .hasSize(27)
                .doesNotContain("GB", "CH", "NO");
        assertThat(TaxIdentifier.isValid("123456789", "GB")).isFalse();
        assertThat(TaxIdentifier.isValid("136695976", "US")).isFalse();
    }

    @Property
    void whatever_is_typed_is_answered(@ForAll @StringLength(max = 60) String typed) {
        for (String country : java.util.Locale.getISOCountries())
            assertThat(TaxIdentifier.isValid(typed, country)).isIn(true, false);
    }
}
