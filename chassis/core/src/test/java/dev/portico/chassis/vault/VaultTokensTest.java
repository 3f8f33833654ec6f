package dev.portico.chassis.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.chassis.id.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class VaultTokensTest {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final Entered CARD = new Entered.Card("visa", "4242", 8, 2029, "Ada Lovelace", "works");

    final Sealer house = new Sealer(Base64.getEncoder().encodeToString(new byte[32]));
    final VaultTokens tokens = at(NOON);
    final String token = tokens.seal("mer_1", CARD);

    @Test
    void what_was_entered_comes_out_as_it_went_in() {
        for (Entered entered : List.of(
                CARD,
                new Entered.Card("american_express", "0005", 12, 2031, null, "slow"),
                new Entered.Card("visa", "0002", 1, 2027, "山田 花子", "declined"),
                new Entered.Debit("DE", "3000", "slow"),
                new Entered.Wallet("ada@wallet.example", "works")))
            assertThat(tokens.open("mer_1", tokens.seal("mer_1", entered)))
                    .map(VaultTokens.Opened::entered)
                    .contains(entered);
    }

    @Test
    void whoever_carries_a_token_learns_nothing_from_it() {
        assertThat(token).matches("tok_vault_[A-Za-z0-9_-]{80,1014}").doesNotContain("4242", "Ada", "mer_1");
        byte[] sealed = Base64.getUrlDecoder().decode(token.substring("tok_vault_".length()));
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("4242", "Ada", "mer_1");
    }

    @Test
    void no_two_tokens_are_the_same_thing() {
        String again = tokens.seal("mer_1", CARD);
        assertThat(again).isNotEqualTo(token);
        assertThat(tokens.open("mer_1", again).orElseThrow().id())
                .isNotEqualTo(tokens.open("mer_1", token).orElseThrow().id());
    }

    @Test
    void a_token_ends_after_a_quarter_of_an_hour_to_the_millisecond() {
        assertThat(VaultTokens.LIFETIME).isEqualTo(Duration.ofMinutes(15));
        assertThat(at(NOON.plus(VaultTokens.LIFETIME).minusMillis(1)).open("mer_1", token))
                .isPresent();
        assertThat(at(NOON.plus(VaultTokens.LIFETIME)).open("mer_1", token)).isEmpty();
    }

    @Test
    void another_merchant_can_do_nothing_with_it() {
        assertThat(tokens.open("mer_2", token)).isEmpty();
        assertThat(tokens.open("", token)).isEmpty();
    }

    @Test
    void whoever_changes_a_character_has_nothing_or_the_same_token() {
        String id = tokens.open("mer_1", token).orElseThrow().id();
        for (int i = 0; i < token.length(); i++)
            for (char other : new char[] {'A', 'B', 'z', '-', '_', '%', '='}) {
                if (token.charAt(i) == other) continue;
                String forged = token.substring(0, i) + other + token.substring(i + 1);
                // The last character of Base64 has bits that count for nothing: spelled otherwise, it is still that
                // one.
                assertThat(tokens.open("mer_1", forged).map(VaultTokens.Opened::id))
                        .as("character %d", i)
                        .isIn(java.util.Optional.empty(), java.util.Optional.of(id));
                if (i < token.length() - 1)
                    assertThat(tokens.open("mer_1", forged)).isEmpty();
            }
        for (int end = 0; end < token.length(); end++)
            assertThat(tokens.open("mer_1", token.substring(0, end))).isEmpty();
    }

    @Test
    void what_waits_for_its_holder_is_no_token_and_a_token_is_nothing_else() {
        var challenges = VaultTokens.challenges(house, Clock.fixed(NOON, ZoneOffset.UTC));
        String challenge = challenges.seal("mer_1", CARD);
        assertThat(tokens.open("mer_1", challenge)).isEmpty();
        assertThat(tokens.open("mer_1", "tok_vault_" + challenge.substring("chl_vault_".length())))
                .isEmpty();
        assertThat(challenges.open("mer_1", token)).isEmpty();
        var strangers = VaultTokens.singleUse(house.derived("another house"), Clock.fixed(NOON, ZoneOffset.UTC));
        assertThat(strangers.open("mer_1", token)).isEmpty();
        assertThat(tokens.open("mer_1", "tok_vault_" + house.seal("x\nmer_1\n9999999999999\ncard", "mer_1")))
                .isEmpty();
    }

    @Test
    void nobody_smuggles_a_line_into_it() {
        assertThatThrownBy(() -> tokens.seal("mer_1", new Entered.Wallet("a@b.example\nworks", "declined")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private VaultTokens at(Instant now) {
        return VaultTokens.singleUse(house, Clock.fixed(now, ZoneOffset.UTC));
    }
}
