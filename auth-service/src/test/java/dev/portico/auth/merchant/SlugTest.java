package dev.portico.auth.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlugTest {

    @Test
    void a_slug_is_one_label_of_a_host_name() {
        assertThat(List.of("acme", "a1", "my-shop", "a".repeat(40), "2nd-hand")).allMatch(Slug::isValid);
        assertThat(List.of(
                        "",
                        "a",
                        "a".repeat(41),
                        "Acme",
                        "ac me",
                        "ac.me",
                        "-acme",
                        "acme-",
                        "xn--acme",
                        "ac_me",
                        "äcme",
                        "acme\n",
                        "{slug}"))
                .noneMatch(Slug::isValid);
    }

    @Test
    void names_that_mean_something_else_are_reserved() {
        assertThat(List.of("api", "www", "console", "mail", "localhost", "admin"))
                .noneMatch(Slug::isValid);
    }

    @Test
    void a_portals_address_comes_from_the_pattern() {
        var settings = new PortalSettings("https://{slug}.portal.example");
        assertThat(settings.urlOf("acme")).isEqualTo("https://acme.portal.example");
        assertThat(PortalSettings.hostOf("http://Acme.localhost:8080")).isEqualTo("acme.localhost");
    }
}
