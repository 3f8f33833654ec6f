package dev.portico.chassis.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.caller.Caller.Payer;
import dev.portico.chassis.id.Sealer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TaskLinksTest {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final Payer PAYER = new Payer("mer_1", "ctm_1", "txn_1");

    final Sealer house = new Sealer(Base64.getEncoder().encodeToString(new byte[32]));
    final TaskLinks links = at(NOON);
    final String token = tokenIn(links.link("https://shop.example", PAYER));

    @Test
    void a_link_carries_its_token_where_no_server_sees_it() {
        URI link = URI.create(links.link("https://shop.example", PAYER));
        assertThat(link.getPath()).isEqualTo("/task/txn_1");
        assertThat(link.getQuery()).isNull();
        assertThat(link.getFragment()).matches("task=tsk_[A-Za-z0-9_-]{60,240}");
        assertThat(token).doesNotContain("mer_1", "ctm_1", "txn_1");
    }

    @Test
    void a_token_says_who_pays_what_and_where() {
        assertThat(links.read(token)).contains(PAYER);
    }

    @Test
    void a_token_ends_after_a_week_to_the_millisecond() {
        assertThat(TaskLinks.LIFETIME).isEqualTo(Duration.ofDays(7));
        assertThat(at(NOON.plus(TaskLinks.LIFETIME).minusMillis(1)).read(token)).isPresent();
        assertThat(at(NOON.plus(TaskLinks.LIFETIME)).read(token)).isEmpty();
    }

    @Test
    void whoever_changes_a_character_has_nothing() {
        for (int i = 0; i < token.length() - 1; i++)
            for (char other : new char[] {'A', 'z', '-', '_', '%'}) {
                if (token.charAt(i) == other) continue;
                String forged = token.substring(0, i) + other + token.substring(i + 1);
                assertThat(links.read(forged)).as("character %d", i).isEmpty();
            }
        for (int end = 0; end < token.length(); end++)
            assertThat(links.read(token.substring(0, end))).isEmpty();
        assertThat(links.read(token + "A")).isEmpty();
    }

    @Test
    void what_the_house_seals_for_anything_else_is_no_task_and_a_task_is_nothing_else() {
        String said = "mer_1\nctm_1\ntxn_1\n" + NOON.plusSeconds(60).toEpochMilli();
        for (String context : new String[] {"pay", "tsk", "task link", ""})
            assertThat(links.read("tsk_" + house.seal(said, context))).isEmpty();
        var passes = new PortalPasses(house, Clock.fixed(NOON, ZoneOffset.UTC));
        for (String prefix : new String[] {"pga", "pca"}) {
            String pass = passes.issue(prefix, "mer_1", "ctm_1", Duration.ofMinutes(10));
            assertThat(links.read(pass)).isEmpty();
            assertThat(links.read("tsk_" + pass.substring(4))).isEmpty();
            assertThat(passes.read(prefix + "_" + token.substring(4))).isEmpty();
        }
        assertThat(passes.read(token)).isEmpty();
        assertThat(new TaskLinks(house.derived("another house"), Clock.fixed(NOON, ZoneOffset.UTC)).read(token))
                .isEmpty();
    }

    private TaskLinks at(Instant now) {
        return new TaskLinks(house, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String tokenIn(String link) {
        return link.substring(link.indexOf("#task=") + 6);
    }
}
