package dev.portico.auth.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailKeyTest {

    @ParameterizedTest
    @CsvSource({
        "jo@shop.example, jo@shop.example",
        "' JO@Shop.EXAMPLE ', jo@shop.example",
        "Jo.Doe+Bills@shop.example, jo.doe+bills@shop.example",
        "jo@BÜCHER.example, jo@xn--bcher-kva.example",
        "jo@bücher.example, jo@xn--bcher-kva.example",
        "jo@xn--bcher-kva.example, jo@xn--bcher-kva.example",
        "jo@straße.example, jo@xn--strae-oqa.example",
        "jo@παράδειγμα.example, jo@xn--hxajbheg2az3al.example",
        "jo@例え.example, jo@xn--r8jz45g.example",
        "josé@shop.example, josé@shop.example",
        "JOSÉ@shop.example, josé@shop.example"
    })
    void one_address_has_one_form(String typed, String key) {
        assertThat(EmailKey.of(typed)).isEqualTo(key);
        assertThat(EmailKey.isPlain(typed.strip())).isTrue();
        assertThat(EmailKey.of(key)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ｊｏ@shop.example",
                "jo@ｓhop.example",
                "jo@shop｡example",
                "jo＠shop.example",
                "\u212Aim@shop.example",
                "\uFB01n@shop.example",
                "jose\u0301@shop.example",
                "jo%0acc:x@shop.example",
                "jo%00@shop.example",
                "jo@shop%2eexample",
                "jo@-shop.example",
                "jo@sh_op.example",
                "jo@shop..example",
                "jo@xn--a.example",
                "jo@\u200Dshop.example",
                "@shop.example",
                "shop.example",
                ""
            })
    void what_only_looks_like_an_address_is_none(String typed) {
        assertThat(EmailKey.isPlain(typed)).isFalse();
    }

    @Test
    void two_addresses_that_only_look_alike_stay_two() {
        assertThat(EmailKey.of("\u212Aim@shop.example")).isNotEqualTo(EmailKey.of("kim@shop.example"));
        assertThat(EmailKey.of("jo@straße.example")).isNotEqualTo(EmailKey.of("jo@strasse.example"));
        assertThat(EmailKey.of("jo@shοp.example")).isNotEqualTo(EmailKey.of("jo@shop.example"));
    }

    @Test
    void whatever_a_merchant_has_written_has_some_form() {
        assertThat(EmailKey.of("not an address")).isEqualTo("not an address");
        assertThat(EmailKey.of("jo@-.-")).isEqualTo("jo@-.-");
    }
}
