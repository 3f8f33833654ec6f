package dev.portico.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalAssetsTest {

    private static final int KB = 1024;
    private static final String FORM = "https://vault.example/form?merchant=mer_01h84cjfwmdph1k8kgsyjt3k7z";
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"?(/assets/[^\"> ]+)");

    private final PortalAssets assets = PortalAssets.load();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sign-in",
                "/sign-in/link",
                "/subscriptions/sub_1",
                "/payments",
                "/pay/txn_1",
                "/task/txn_1"
            })
    void a_first_view_fetches_at_most_18_KB_of_script(String path) {
        for (var language : assets.languages()) {
            var scripts = linked(path, language).filter(p -> p.endsWith(".js")).toList();
            assertThat(scripts.stream().mapToInt(this::onTheWire).sum())
                    .as("%s in %s: %s", path, language, scripts)
                    .isLessThanOrEqualTo(18 * KB);
            assertThat(scripts).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void the_whole_app_in_any_language_is_at_most_60_KB_of_script_and_6_KB_of_style() {
        var all = Manifest.parse(read("manifest.tsv")).files();
        for (var language : assets.languages())
            assertThat(all.stream()
                            .filter(f -> f.endsWith(".js"))
                            .filter(f -> !f.contains("_") || f.contains("_" + language + "-"))
                            .mapToInt(f -> onTheWire("/assets/" + f))
                            .sum())
                    .as(language)
                    .isLessThanOrEqualTo(60 * KB);
        assertThat(all.stream()
                        .filter(f -> f.endsWith(".css"))
                        .mapToInt(f -> onTheWire("/assets/" + f))
                        .sum())
                .isLessThanOrEqualTo(6 * KB);
    }

    @Test
    void the_shell_is_at_most_one_and_a_half_KB_as_sent() throws IOException {
        var buffer = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(buffer)) {
            gzip.write(shell("/", "ar").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(buffer.size()).isLessThanOrEqualTo(KB * 3 / 2);
    }

    @Test
    void only_the_form_for_ways_to_pay_may_be_framed_and_only_where_there_is_one() {
        assertThat(assets.contentSecurityPolicy("https://vault.example"))
                .contains("default-src 'none'", "; frame-src https://vault.example; ");
        assertThat(assets.contentSecurityPolicy(null)).doesNotContain("frame-src");
        assertThat(shell("/", "en")).contains("<meta name=payment-form content=\"" + FORM + "\">");
        assertThat(assets.shell(new Shell("en", "Acme", null, "/", null))).doesNotContain("payment-form");
    }

    @Test
    void a_tasks_page_asks_for_nothing_with_the_browsers_cookies() {
        assertThat(shell("/pay/txn_1", "en")).contains("href=/api/portal");
        assertThat(shell("/task/txn_1", "en")).doesNotContain("/api/");
    }

    @Test
    void everything_the_shell_links_to_is_there() {
        for (var path : List.of("/", "/sign-in", "/payments/txn_1", "/account", "/no-such-page")) {
            for (var language : assets.languages()) {
                assertThat(linked(path, language))
                        .isNotEmpty()
                        .allSatisfy(link -> assertThat(assets.find(link)).isPresent());
            }
        }
    }

    @Test
    void every_file_named_in_another_file_is_there() {
        var reference = Pattern.compile("\"\\./([\\w-]+\\.js)\"");
        for (var file : Manifest.parse(read("manifest.tsv")).files()) {
            var text = new String(assets.find("/assets/" + file).orElseThrow().identity(), StandardCharsets.UTF_8);
            assertThat(reference.matcher(text).results().map(m -> "/assets/" + m.group(1)))
                    .allSatisfy(path -> assertThat(assets.find(path)).isPresent());
        }
    }

    @Test
    void a_compressed_file_says_the_same_as_the_plain_one() throws IOException {
        for (var file : Manifest.parse(read("manifest.tsv")).files()) {
            var asset = assets.find("/assets/" + file).orElseThrow();
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(asset.gzip()))) {
                assertThat(gzip.readAllBytes()).isEqualTo(asset.identity());
            }
        }
    }

    @Test
    void what_is_not_an_asset_is_not_found() {
        assertThat(Stream.of("/assets/", "/assets/manifest.tsv", "/assets/../Shell.class", "/assets/x.js", ""))
                .allSatisfy(path -> assertThat(assets.find(path)).isEmpty());
    }

    @Test
    void a_merchant_name_cannot_break_out_of_the_shell() {
        var page = assets.shell(new Shell("en", "\"><script>alert(1)</script>'&", "red;}</style>", "/", "\"><script>"));
        assertThat(page).doesNotContain("<script>", "</style>").contains("&lt;script&gt;");
    }

    @Test
    void the_shell_holds_no_inline_script_or_style() {
        assertThat(shell("/", "en"))
                .doesNotContain("<style", "style=", "onload")
                .doesNotContainPattern("<script[^>]*>[^<]");
    }

    @Test
    void arabic_runs_from_right_to_left_and_an_unknown_language_is_english() {
        assertThat(shell("/", "ar")).contains("<html lang=ar dir=rtl>");
        assertThat(shell("/", "tlh")).contains("<html lang=en dir=ltr>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-AT,de;q=0.9,en;q=0.8", "de", "tlh, de;q=0.5"})
    void the_browser_chooses_the_language(String header) {
        assertThat(assets.language(null, header)).isEqualTo("de");
    }

    @Test
    void a_language_chosen_before_wins_and_nonsense_is_english() {
        assertThat(assets.language("ja", "de")).isEqualTo("ja");
        assertThat(assets.language("xx", "de")).isEqualTo("de");
        assertThat(assets.language(null, ";;;q=")).isEqualTo("en");
        assertThat(assets.language(null, null)).isEqualTo("en");
    }

    @Test
    void a_page_for_an_unknown_host_names_nobody() {
        assertThat(assets.unknownHostPage())
                .contains("<h1>")
                .doesNotContainIgnoringCase("portico")
                .doesNotContain("/api", "<script");
        assertThat(assets.errorPage("fr")).contains("<html lang=fr").doesNotContain("<script");
    }

    private Stream<String> linked(String path, String language) {
        return LINK.matcher(shell(path, language))
                .results()
                .map(m -> m.group(1))
                .distinct();
    }

    private String shell(String path, String language) {
        return assets.shell(new Shell(language, "Acme", "#3d5afe", path, FORM));
    }

    private int onTheWire(String path) {
        var asset = assets.find(path).orElseThrow();
        var brotli = asset.brotli();
        return brotli == null ? asset.gzip().length : brotli.length;
    }

    private static String read(String file) {
        try (var in = PortalAssets.class.getResourceAsStream("portal/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
