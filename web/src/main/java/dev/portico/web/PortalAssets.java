package dev.portico.web;

import dev.portico.i18n.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The portal's web app: its files, the HTML that starts it, and the headers it is made for.
public final class PortalAssets {

    private static final String PREFIX = "/assets/";

    private final Manifest manifest;
    private final Map<String, Asset> assets;
    private final Html html;

    private PortalAssets(Manifest manifest, Map<String, Asset> assets) {
        this.manifest = manifest;
        this.assets = Map.copyOf(assets);
        this.html = new Html(manifest);
    }

    /// Reads every file into memory (some 200 KB); call once.
    public static PortalAssets load() {
        var manifest = Manifest.parse(new String(bytes("manifest.tsv"), StandardCharsets.UTF_8));
        var assets = new HashMap<String, Asset>();
        for (var file : manifest.files()) assets.put(PREFIX + file, asset(file, manifest.contentType(file)));
        return new PortalAssets(manifest, assets);
    }

    /// The file behind a request's path, such as `/assets/portal-4GQ7ZK2A.js`.
    public Optional<Asset> find(String path) {
        return Optional.ofNullable(assets.get(path));
    }

    /// The page for every path of the portal that is neither an asset nor the API. Not to be cached.
    public String shell(Shell shell) {
        return html.shell(shell, known(shell.languageTag()));
    }

    /// The content of `/brand.css`: the shell asks for it with the colour in the query, so it may be cached for long.
    public String brandCss(@Nullable String brandColor) {
        return Brand.of(brandColor).css();
    }

    /// The page for a host that belongs to no merchant: the same for every such host, naming nothing and nobody.
    public String unknownHostPage() {
        return unknownHostPage("en");
    }

    public String unknownHostPage(String languageTag) {
        return html.plain(known(languageTag), "unknown_host");
    }

    public String errorPage() {
        return errorPage("en");
    }

    public String errorPage(String languageTag) {
        return html.plain(known(languageTag), "error");
    }

    public List<String> languages() {
        return manifest.languages();
    }

    /// The language to show: the one chosen in this browser (cookie `lang`) if there is one, else the browser's wish.
    public String language(@Nullable String chosen, @Nullable String acceptLanguage) {
        if (chosen != null && languages().contains(chosen)) return chosen;
        if (acceptLanguage == null || acceptLanguage.length() > 500) return "en";
        try {
            return Language.best(Locale.LanguageRange.parse(acceptLanguage).stream()
                            .map(Locale.LanguageRange::getRange)
                            .toArray(String[]::new))
                    .tag();
        } catch (IllegalArgumentException malformed) {
            return "en";
        }
    }

    /// @param frames the origin of the form in which ways to pay are entered, the one page that may be framed; null for
    /// none
    public String contentSecurityPolicy(@Nullable String frames) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                + (frames == null ? "" : " frame-src " + frames + ";")
                + " font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types 'none'";
    }

    private String known(String tag) {
        return languages().contains(tag) ? tag : "en";
    }

    private static Asset asset(String file, String contentType) {
        var identity = bytes(file);
        return new Asset(contentType, etag(identity), identity, bytes(file + ".gz"), optionalBytes(file + ".br"));
    }

    private static byte[] bytes(String file) {
        var bytes = optionalBytes(file);
        if (bytes == null)
            throw new IllegalStateException("The web jar lacks " + file + "; build the module web again");
        return bytes;
    }

    private static byte @Nullable [] optionalBytes(String file) {
        try (var in = PortalAssets.class.getResourceAsStream("portal/" + file)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String etag(byte[] content) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
