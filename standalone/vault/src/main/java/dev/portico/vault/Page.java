package dev.portico.vault;

import dev.portico.chassis.id.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The vault's pages and the files they need.
final class Page {

    private static final Pattern BLANK = Pattern.compile("\\{\\{([a-z_.]+)}}");
    private static final Map<String, String> TYPES = Map.of("/vault.js", "text/javascript", "/vault.css", "text/css");
    // A name that changes with the content, so that browsers may keep the file.
    private static final String VERSION = Secrets.sha256(
                    Secrets.sha256(file("vault.js")) + Secrets.sha256(file("vault.css")))
            .substring(0, 12);
    private static final Map<String, String> PAGES = new TreeMap<>(Map.of(
            "/form", text("form.html"),
            "/challenge", text("challenge.html"),
            "/wallet", text("wallet.html")));

    private Page() {}

    static boolean exists(String path) {
        return PAGES.containsKey(path);
    }

    static boolean isFile(String path) {
        return TYPES.containsKey(path);
    }

    static String typeOf(String path) {
        return TYPES.getOrDefault(path, "application/octet-stream") + "; charset=utf-8";
    }

    static byte[] file(String name) {
        try (InputStream in = Page.class.getResourceAsStream("/vault/" + name)) {
            if (in == null) throw new IllegalStateException("the vault's jar lacks " + name);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One of the pages, in the visitor's language.
    static String of(String path, Visit visit) {
        return BLANK.matcher(PAGES.getOrDefault(path, ""))
                .replaceAll(blank -> Matcher.quoteReplacement(filled(blank.group(1), visit)));
    }

    private static String filled(String blank, Visit visit) {
        var language = visit.messages().language();
        return switch (blank) {
            case "lang" -> language.tag();
            case "dir" -> language.direction();
            case "version" -> VERSION;
            case "numbers" -> numbers(visit);
            default -> escaped(visit.say(blank));
        };
    }

    private static String numbers(Visit visit) {
        return Arrays.stream(TestNumber.values())
                .map(number -> "<li><button type=button data-number=%s><bdi>%s</bdi> <span>%s</span></button>"
                        .formatted(
                                number.digits(),
                                number.printed(),
                                escaped(visit.messages().text(number.text()))))
                .collect(Collectors.joining("\n"));
    }

    private static String text(String name) {
        return new String(file(name), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
