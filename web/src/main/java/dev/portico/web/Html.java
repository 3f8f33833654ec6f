package dev.portico.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The three pages that are not the app itself. No inline script or style: the policy forbids both.
final class Html {

    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "he", "fa", "ur");

    private final Manifest manifest;

    Html(Manifest manifest) {
        this.manifest = manifest;
    }

    String shell(Shell shell, String tag) {
        var brand = Brand.of(shell.brandColor());
        var name = escaped(shell.merchantName());
        var initial = escaped(initial(shell.merchantName()));
        var scripts = Stream.of(manifest.entry(), List.of(manifest.language(tag)), manifest.screen(shell.path()))
                .flatMap(files -> files.stream())
                .distinct()
                .map("<link rel=modulepreload href=/assets/%s>"::formatted)
                .collect(Collectors.joining("\n"));
        return head(tag, name)
                + """
                <link rel=stylesheet href="/brand.css?v=%s">
                <link rel=icon href="data:image/svg+xml,%s">
                %s%s%s
                <script type=module src=/assets/%s></script>
                <div id=app><div class=boot><span class=mono aria-hidden=true>%s</span></div></div>
                <noscript><p class=message>%s</p></noscript>
                """.formatted(
                                brand.hex().substring(1),
                                icon(brand, initial),
                                paymentForm(shell),
                                portal(shell.path()),
                                scripts,
                                manifest.entry().getFirst(),
                                initial,
                                escaped(manifest.text(tag, "noscript")));
    }

    private static String paymentForm(Shell shell) {
        String address = shell.paymentForm();
        return address == null ? "" : "<meta name=payment-form content=\"%s\">\n".formatted(escaped(address));
    }

    // With the browser's cookies; a task's page asks without them, and later.
    private static String portal(String path) {
        return path.startsWith("/task/") ? "" : "<link rel=preload as=fetch crossorigin=anonymous href=/api/portal>\n";
    }

    String plain(String tag, String page) {
        var title = escaped(manifest.text(tag, page + ".title"));
        return head(tag, title)
                + "<main class=message><h1>%s</h1><p class=muted>%s</p></main>\n"
                        .formatted(title, escaped(manifest.text(tag, page + ".body")));
    }

    private String head(String tag, String title) {
        return """
                <!doctype html>
                <html lang=%s dir=%s>
                <meta charset=utf-8>
                <meta name=viewport content="width=device-width,initial-scale=1,viewport-fit=cover">
                <meta name=color-scheme content="light dark">
                <meta name=robots content=noindex>
                <title>%s</title>
                <link rel=stylesheet href=/assets/%s>
                """.formatted(tag, RIGHT_TO_LEFT.contains(tag) ? "rtl" : "ltr", title, manifest.style());
    }

    private static String icon(Brand brand, String initial) {
        var paint = brand.in(Brand.Scheme.LIGHT);
        return ("%%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%%3E"
                        + "%%3Crect width='32' height='32' rx='9' fill='%%23%06x'/%%3E"
                        + "%%3Ctext x='16' y='23' font-family='system-ui' font-weight='700' font-size='19' text-anchor='middle'"
                        + " fill='%%23%06x'%%3E%s%%3C/text%%3E%%3C/svg%%3E")
                .formatted(paint.fill(), paint.onFill(), initial.matches("\\w") ? initial : "");
    }

    private static String initial(String name) {
        var trimmed = name.strip();
        if (trimmed.isEmpty()) return "";
        return Character.toString(trimmed.codePointAt(0)).toUpperCase(Locale.ROOT);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
