package dev.portico.auth.magiclink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NextPathProperties {

    private static final URI PORTAL = URI.create("http://acme.localhost:8080/sign-in/link");

    @Property(tries = 5_000)
    void whatever_is_accepted_stays_on_the_portal(@ForAll @From("hostile") String next) {
        if (!NextPath.isValid(next)) return;
        URI target = PORTAL.resolve(next);
        assertThat(target.getAuthority()).isEqualTo("acme.localhost:8080");
        assertThat(target.getScheme()).isEqualTo("http");
        assertThat(next).startsWith("/").doesNotStartWith("//").doesNotContain("\\");
        assertThat(next.length()).isLessThanOrEqualTo(512);
        assertThat(next.chars()).noneMatch(Character::isISOControl);
        // Taken apart and put together again, as careless page code would do, it still is no other site.
        assertThat(target.normalize().getRawPath()).doesNotStartWith("//");
    }

    @Property(tries = 1_000)
    void every_page_of_the_portal_is_accepted(@ForAll @From("pages") String next) {
        assertThat(NextPath.isValid(next)).isTrue();
    }

    @Example
    void known_open_redirects_are_refused() {
        assertThat(OpenRedirects.KNOWN).noneMatch(NextPath::isValid).hasSizeGreaterThan(90);
    }

    @Example
    void the_longest_path_has_512_characters() {
        assertThat(NextPath.isValid("/" + "a".repeat(511))).isTrue();
        assertThat(NextPath.isValid("/" + "a".repeat(512))).isFalse();
    }

    @Provide
    Arbitrary<String> hostile() {
        var parts = Arbitraries.of(
                "/",
                "//",
                "\\",
                ".",
                "..",
                "%2f",
                "%5c",
                "%2e",
                "evil.example",
                "@",
                ":",
                "?",
                "#",
                "&",
                "=",
                "http:",
                "javascript:",
                "\t",
                "\n",
                "\r",
                " ",
                "payments",
                "txn_01",
                ";",
                "\u0000",
                "\u2028",
                "\uff0f",
                "x",
                "~");
        var joined = parts.list().ofMaxSize(8).map(list -> String.join("", list));
        return Arbitraries.oneOf(
                joined, joined.map(text -> "/" + text), Arbitraries.strings().ofMaxLength(600));
    }

    @Provide
    Arbitrary<String> pages() {
        var id = Arbitraries.strings().withCharRange('a', 'z').numeric().ofLength(26);
        var page = Arbitraries.of("/", "/subscriptions", "/payments", "/payment-methods", "/account");
        var detail = id.flatMap(
                text -> Arbitraries.of("/subscriptions/sub_" + text, "/payments/txn_" + text, "/pay/txn_" + text));
        return Arbitraries.oneOf(page, detail, detail.map(path -> path + "?from=email&page=2"));
    }
}
