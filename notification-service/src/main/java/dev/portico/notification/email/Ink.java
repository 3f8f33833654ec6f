package dev.portico.notification.email;

/// Colours on which white letters can be read.
final class Ink {

    private static final int ENOUGH = 450; // WCAG 2.2 AA: 4.5 to 1, in hundredths

    private Ink() {}

    /// The colour, darkened as far as it must be.
    ///
    /// @param color `#rrggbb`
    static String readable(String color) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        for (int percent = 100; percent > 0; percent -= 4) {
            int darker = part(rgb, 16, percent) << 16 | part(rgb, 8, percent) << 8 | part(rgb, 0, percent);
            if (contrastWithWhite(darker) >= ENOUGH) return "#%06x".formatted(darker);
        }
        return "#000000";
    }

    static long contrastWithWhite(int rgb) {
        return Math.round(105 / (luminance(rgb) + 0.05));
    }

    private static int part(int rgb, int shift, int percent) {
        return (rgb >> shift & 255) * percent / 100;
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
