package dev.portico.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.id.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ApiKeyTextTest {

    private final Ids ids = new Ids(Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC));

    @Test
    void a_key_has_paddles_form_and_says_its_id() {
        String id = ids.next("apikey");
        String key = ApiKeyText.mint(id);
        assertThat(key).matches("pdl_sdbx_apikey_[a-z0-9]{26}_[a-zA-Z0-9]{22}_[a-zA-Z0-9]{3}");
        assertThat(ApiKeyText.idOf(key)).contains(id);
    }

    @Test
    void no_two_keys_are_alike_even_with_the_same_id() {
        String id = ids.next("apikey");
        var keys = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) keys.add(ApiKeyText.mint(id));
        assertThat(keys).hasSize(1_000);
    }

    @Test
    void a_mistyped_key_is_known_without_asking_the_store() {
        String key = ApiKeyText.mint(ids.next("apikey"));
        char tenth = key.charAt(50);
        String mistyped = key.substring(0, 50) + (tenth == 'a' ? 'b' : 'a') + key.substring(51);
        assertThat(ApiKeyText.idOf(mistyped)).isEmpty();
        assertThat(ApiKeyText.idOf("")).isEmpty();
        assertThat(ApiKeyText.idOf("pdl_live_" + key.substring(9))).isEmpty();
        assertThat(ApiKeyText.idOf(key + "x")).isEmpty();
    }
}
