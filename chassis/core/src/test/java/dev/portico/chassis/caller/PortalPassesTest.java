package dev.portico.chassis.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.id.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class PortalPassesTest {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final Duration MINUTES = Duration.ofMinutes(10);

    final Sealer house = new Sealer(Base64.getEncoder().encodeToString(new byte[32]));
    final PortalPasses passes = at(NOON);
    final String pass = passes.issue("pga", "mer_1", "ctm_1", MINUTES);

    @Test
    void a_pass_says_who_comes_where_and_until_when_and_shows_nothing_of_it() {
        assertThat(pass).matches("pga_[A-Za-z0-9_-]{100,400}").doesNotContain("mer_1", "ctm_1");
        assertThat(passes.read(pass)).hasValueSatisfying(read -> {
            assertThat(read.merchantId()).isEqualTo("mer_1");
            assertThat(read.customerId()).isEqualTo("ctm_1");
            assertThat(read.expiresAt()).isEqualTo(NOON.plus(MINUTES));
        });
    }

    @Test
    void a_pass_ends_to_the_millisecond() {
        assertThat(at(NOON.plus(MINUTES).minusMillis(1)).read(pass)).isPresent();
        assertThat(at(NOON.plus(MINUTES)).read(pass)).isEmpty();
        assertThat(at(NOON.plus(Duration.ofDays(400))).read(pass)).isEmpty();
    }

    @Test
    void midnight_ends_no_pass() {
        Instant late = Instant.parse("2026-11-24T23:59:59.999Z");
        String issued = at(late).issue("pga", "mer_1", "ctm_1", MINUTES);
        assertThat(at(late.plusSeconds(300)).read(issued)).isPresent();
        String ahead = at(late.plusSeconds(1)).issue("pga", "mer_1", "ctm_1", MINUTES);
        assertThat(at(late).read(ahead)).as("read where the clock is late").isPresent();
    }

    @Test
    void whoever_changes_a_character_has_nothing() {
        for (int i = 0; i < pass.length() - 1; i++) {
            for (char other : new char[] {'A', 'z', '-', '_', '%'}) {
                if (pass.charAt(i) == other) continue;
                String forged = pass.substring(0, i) + other + pass.substring(i + 1);
                assertThat(passes.read(forged)).as("character %d", i).isEmpty();
            }
        }
        for (int end = 0; end < pass.length(); end++)
            assertThat(passes.read(pass.substring(0, end))).isEmpty();
        assertThat(passes.read(pass + "A")).isEmpty();
        assertThat(passes.read(pass + pass)).isEmpty();
    }

    @Test
    void a_pass_is_good_for_what_it_was_issued_for_only() {
        String sealed = pass.substring(4);
        assertThat(passes.read("pca_" + sealed)).isEmpty();
        assertThat(passes.read("pgb_" + sealed)).isEmpty();
        assertThat(passes.read(sealed)).isEmpty();
        assertThat(passes.read("_" + sealed)).isEmpty();
        assertThat(passes.read(passes.issue("pca", "mer_1", "ctm_1", MINUTES))).isPresent();
    }

    @Test
    void what_the_house_seals_for_anything_else_is_no_pass() {
        String said = "mer_1\nctm_1\nnonce\n" + NOON.plus(MINUTES).toEpochMilli();
        for (String context : new String[] {"pga", "portal pass", "signin_1", ""})
            assertThat(passes.read("pga_" + house.seal(said, context))).isEmpty();
        var strange = new Sealer(Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes()));
        String strangers = new PortalPasses(strange, clock(NOON)).issue("pga", "mer_1", "ctm_1", MINUTES);
        assertThat(passes.read(strangers)).isEmpty();
    }

    @Test
    void no_two_passes_are_alike() {
        var texts = new HashSet<String>();
        var nonces = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            String issued = passes.issue("pga", "mer_1", "ctm_1", MINUTES);
            texts.add(issued);
            nonces.add(passes.read(issued).orElseThrow().nonce());
        }
        assertThat(texts).hasSize(1_000);
        assertThat(nonces).hasSize(1_000).allMatch(nonce -> nonce.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void a_link_carries_its_pass_where_no_server_sees_it() {
        String link = passes.link(PortalAction.OVERVIEW.url("https://shop.example", ""), "mer_1", "ctm_1", MINUTES);
        assertThat(link).startsWith("https://shop.example/?action=overview#token=pga_");
        assertThat(java.net.URI.create(link).getQuery()).doesNotContain("pga_");
    }

    private PortalPasses at(Instant now) {
        return new PortalPasses(house, clock(now));
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
