package dev.portico.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrandTest {

    @ParameterizedTest
    @ValueSource(strings = {"#ffff00", "#ffffff", "#000000", "#808080", "#ff0000", "#00ff00", "#0000ff", "#0f766e"})
    void whatever_the_colour_everything_can_be_read(String color) {
        assertReadable(Brand.of(color));
    }

    @Test
    void any_colour_at_all_can_be_read() {
        new Random(1).ints(2000, 0, 0x1000000).forEach(rgb -> assertReadable(new Brand(rgb)));
    }

    @Test
    void a_colour_that_is_fine_stays_as_it_is() {
        assertThat(Brand.of("#0f766e").css()).startsWith(":root{--brand:light-dark(#0f766e,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "red", "#fff", "#12345g", "#123456;}body{display:none"})
    void what_is_no_colour_becomes_our_own(String color) {
        assertThat(Brand.of(color)).isEqualTo(Brand.OURS);
        assertThat(Brand.of(null)).isEqualTo(Brand.OURS);
    }

    private static void assertReadable(Brand brand) {
        for (var scheme : Brand.Scheme.values()) {
            var paint = brand.in(scheme);
            assertThat(Brand.contrast(paint.fill(), paint.onFill()))
                    .as("text on %s", paint)
                    .isGreaterThanOrEqualTo(4.5);
            assertThat(Brand.contrast(paint.ink(), scheme.surface))
                    .as("text in %s", paint)
                    .isGreaterThanOrEqualTo(4.5);
            assertThat(Brand.contrast(paint.fill(), scheme.surface))
                    .as("shape of %s", paint)
                    .isGreaterThanOrEqualTo(3);
        }
    }
}
