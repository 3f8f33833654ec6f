package dev.portico.gateway.reference;

import java.util.regex.Pattern;

/// Words into HTML.
final class Html {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private Html() {}

    static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// Plain text in which backticks mean code.
    static String prose(String text) {
        return CODE.matcher(text(text)).replaceAll("<code>$1</code>");
    }

    static String paragraphs(String text) {
        if (text.isBlank()) return "";
        return "<p>" + prose(text.strip()).replaceAll("\\n\\s*\\n", "</p>\n<p>") + "</p>\n";
    }

    /// `Payment methods` as `payment-methods`.
    static String anchor(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /// A path whose variables stand out, and which may break after a slash.
    static String path(String path) {
        return text(path)
                .replace("/", "/<wbr>")
                .replaceFirst("^/<wbr>", "/")
                .replaceAll("\\{([^}]+)}", "<var>{$1}</var>");
    }
}
