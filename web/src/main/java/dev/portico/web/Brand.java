package dev.portico.web;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A merchant's colour, moved as little as needed until everything painted with it can be read, in light and in dark.
///
/// Colours are mixed as plain sRGB; the contrast is WCAG's.
record Brand(int rgb) {

    static final Brand OURS = new Brand(0x3d5afe);

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int STEPS = 100;
    private static final int WHITE = 0xffffff;
    private static final int BLACK = 0x000000;
    private static final int DARK_TEXT = 0x0f1114;

    /// The surfaces of tokens.css on which brand text has the least contrast.
    enum Scheme {
        LIGHT(0xf7f7f8, BLACK),
        DARK(0x1d2026, WHITE);

        final int surface;
        final int away;

        Scheme(int surface, int away) {
            this.surface = surface;
            this.away = away;
        }
    }

    /// The colours of one scheme: a filled area, text upon it, and text or lines in the brand's colour on our surfaces.
    record Paint(int fill, int onFill, int ink) {}

    static Brand of(@Nullable String color) {
        return color != null && HEX.matcher(color).matches()
                ? new Brand(Integer.parseInt(color.substring(1), 16))
                : OURS;
    }

    Paint in(Scheme scheme) {
        var fill = moved(scheme, color -> contrast(color, scheme.surface) >= 3 && best(color) >= 4.5);
        var ink = moved(scheme, color -> contrast(color, scheme.surface) >= 4.5);
        return new Paint(fill, onTopOf(fill), ink);
    }

    String css() {
        var light = in(Scheme.LIGHT);
        var dark = in(Scheme.DARK);
        return ":root{--brand:%s;--on-brand:%s;--brand-ink:%s}"
                .formatted(pair(light.fill, dark.fill), pair(light.onFill, dark.onFill), pair(light.ink, dark.ink));
    }

    String hex() {
        return hex(rgb);
    }

    static double contrast(int one, int other) {
        var a = luminance(one);
        var b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private int moved(Scheme scheme, Predicate<Integer> readable) {
        if (isGrey() && !readable.test(rgb)) return scheme.away;
        for (var step = 0; step < STEPS; step++) {
            var color = mix(rgb, scheme.away, step);
            if (readable.test(color)) return color;
        }
        return scheme.away;
    }

    /// A grey moved halfway looks switched off, so it goes all the way to black or white.
    private boolean isGrey() {
        var channels =
                IntStream.of(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff).summaryStatistics();
        return channels.getMax() - channels.getMin() < 24;
    }

    private static double best(int color) {
        return contrast(color, onTopOf(color));
    }

    /// White where it can be read, because a brand's button is expected to be so; dark otherwise.
    private static int onTopOf(int color) {
        return contrast(color, WHITE) >= 4.5 ? WHITE : DARK_TEXT;
    }

    private static int mix(int from, int to, int step) {
        var mixed = 0;
        for (var shift = 16; shift >= 0; shift -= 8) {
            var a = from >> shift & 0xff;
            var b = to >> shift & 0xff;
            mixed |= (a * (STEPS - step) + b * step) / STEPS << shift;
        }
        return mixed;
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        var c = (channel & 0xff) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static String pair(int light, int dark) {
        return "light-dark(%s,%s)".formatted(hex(light), hex(dark));
    }

    private static String hex(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }
}
