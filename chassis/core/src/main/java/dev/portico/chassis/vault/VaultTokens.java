package dev.portico.chassis.vault;

import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the vault hands over instead of a number. Everything that a token says is sealed in it, with a key that seals
/// nothing else: the vault keeps nothing, and whoever carries a token learns nothing from it.
public final class VaultTokens {

    /// How long a token is good for.
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private final Sealer sealer;
    private final String prefix;
    private final Clock clock;

    /// What a token said.
    ///
    /// @param id the token's own, whichever way the token is spelled: who lets each be used once remembers this
    public record Opened(String id, Entered entered) {}

    private VaultTokens(Sealer house, String prefix, Clock clock) {
        this.sealer = house.derived("vault " + prefix);
        this.prefix = prefix;
        this.clock = clock;
    }

    /// Tokens that a payment method is saved with, once.
    public static VaultTokens singleUse(Sealer house, Clock clock) {
        return new VaultTokens(house, "tok_vault_", clock);
    }

    /// What stands for a card between its form and its holder's answer to the bank. Nothing is saved with it.
    public static VaultTokens challenges(Sealer house, Clock clock) {
        return new VaultTokens(house, "chl_vault_", clock);
    }

    /// @param merchantId the one merchant that can use the token
    /// @throws IllegalArgumentException if anything of it has more than one line
    public String seal(String merchantId, Entered entered) {
        Instant expires = clock.instant().plus(LIFETIME);
        List<String> said = Stream.concat(
                        Stream.of(Secrets.hex(16), merchantId, String.valueOf(expires.toEpochMilli())), words(entered))
                .toList();
        if (said.stream().anyMatch(word -> word.contains("\n")))
            throw new IllegalArgumentException("what is sealed must be of one line each");
        return prefix + sealer.seal(String.join("\n", said), merchantId);
    }

    /// Reads a token that has not expired, and is for this merchant. Whether it was used is not known here.
    public Optional<Opened> open(String merchantId, String token) {
        if (!token.startsWith(prefix)) return Optional.empty();
        try {
            String[] said =
                    sealer.open(token.substring(prefix.length()), merchantId).split("\n", -1);
            Instant expires = Instant.ofEpochMilli(Long.parseLong(said[2]));
            return clock.instant().isBefore(expires)
                    ? Optional.of(new Opened(said[0], entered(said)))
                    : Optional.empty();
        } catch (IllegalStateException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Stream<String> words(Entered entered) {
        return switch (entered) {
            case Entered.Card card ->
                Stream.of(
                        "card",
                        card.behaviour(),
                        card.brand(),
                        card.last4(),
                        String.valueOf(card.expiryMonth()),
                        String.valueOf(card.expiryYear()),
                        card.holder() == null ? "" : card.holder());
            case Entered.Debit debit -> Stream.of("debit", debit.behaviour(), debit.country(), debit.last4());
            case Entered.Wallet wallet -> Stream.of("wallet", wallet.behaviour(), wallet.email());
        };
    }

    private static Entered entered(String[] said) {
        String behaviour = said[4];
        return switch (said[3]) {
            case "card" ->
                new Entered.Card(
                        said[5],
                        said[6],
                        Integer.parseInt(said[7]),
                        Integer.parseInt(said[8]),
                        said[9].isEmpty() ? null : said[9],
                        behaviour);
            case "debit" -> new Entered.Debit(said[5], said[6], behaviour);
            case "wallet" -> new Entered.Wallet(said[5], behaviour);
            default -> throw new IllegalArgumentException("unknown kind");
        };
    }
}
