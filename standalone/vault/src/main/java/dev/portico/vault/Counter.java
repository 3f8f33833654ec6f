package dev.portico.vault;

import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.vault.Entered;
import dev.portico.chassis.vault.VaultTokens;
import dev.portico.chassis.vault.VaultTokens.Opened;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Takes what is entered and hands out tokens. Keeps nothing.
final class Counter {

    private static final int LONGEST_NAME = 100;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final int LONGEST_EMAIL = 200;

    private final VaultTokens tokens;
    private final VaultTokens challenges;
    private final Clock clock;

    Counter(Sealer house, Clock clock) {
        this.tokens = VaultTokens.singleUse(house, clock);
        this.challenges = VaultTokens.challenges(house, clock);
        this.clock = clock;
    }

    Reply card(Visit visit, Map<String, String> said) {
        var errors = new TreeMap<String, String>();
        var now = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        Optional<CardNumber> number = CardNumber.read(said.getOrDefault("number", ""));
        Optional<TestNumber> known = number.flatMap(TestNumber::find);
        Optional<Expiry> expiry = Expiry.read(said.getOrDefault("expiry", ""), now);
        String name = name(visit, said, "name", errors);
        if (known.isEmpty()) errors.put("number", visit.say(number.isEmpty() ? numberError(said) : "error.real"));
        if (expiry.isEmpty()) errors.put("expiry", visit.say("error.expiry"));
        expiry.filter(month -> month.isOver(now)).ifPresent(_ -> errors.put("expiry", visit.say("error.past")));
        checkCode(visit, said, number, errors);
        if (number.isEmpty() || known.isEmpty() || expiry.isEmpty() || !errors.isEmpty())
            return new Reply.Wrong(errors);
        var card = new Entered.Card(
                number.get().brand().word(),
                number.get().last4(),
                expiry.get().month().getMonthValue(),
                expiry.get().month().getYear(),
                name,
                known.get().behaviour());
        return known.get().asksItsHolder()
                ? new Reply.Challenge(challenges.seal(visit.merchantId(), card))
                : token(visit, card);
    }

    Reply debit(Visit visit, Map<String, String> said) {
        var errors = new TreeMap<String, String>();
        String typed = said.getOrDefault("iban", "");
        Optional<Iban> iban = Iban.read(typed);
        name(visit, said, "holder", errors);
        if (iban.isEmpty()) errors.put("iban", visit.say(typed.isBlank() ? "error.iban.missing" : "error.iban"));
        if (iban.isEmpty() || !errors.isEmpty()) return new Reply.Wrong(errors);
        // The bank says yes or no the next day; here, the next time it is asked.
        String behaviour = iban.get().is(TestNumber.REFUSED_IBAN) ? "declined" : "slow";
        return token(visit, new Entered.Debit(iban.get().country(), iban.get().last4(), behaviour));
    }

    /// Somebody has said yes in his wallet.
    Reply wallet(Visit visit, Map<String, String> said) {
        String email = Typed.name(said.getOrDefault("email", ""));
        return email.length() <= LONGEST_EMAIL && EMAIL.matcher(email).matches()
                ? token(visit, new Entered.Wallet(email, "works"))
                : Reply.Wrong.of("email", visit.say("error.email"));
    }

    /// A card's holder has said yes to his bank.
    Reply challenge(Visit visit, Map<String, String> said) {
        return challenges
                .open(visit.merchantId(), said.getOrDefault("challenge", ""))
                .map(Opened::entered)
                .map(card -> token(visit, card))
                .orElseGet(() -> Reply.Wrong.of("challenge", visit.say("expired")));
    }

    private Reply token(Visit visit, Entered entered) {
        return new Reply.Token(tokens.seal(visit.merchantId(), entered));
    }

    private static String numberError(Map<String, String> said) {
        return said.getOrDefault("number", "").isBlank() ? "error.number.missing" : "error.number";
    }

    private static void checkCode(
            Visit visit, Map<String, String> said, Optional<CardNumber> number, Map<String, String> errors) {
        int length = number.map(CardNumber::brand).orElse(Brand.UNKNOWN).codeLength();
        if (Typed.digits(said.getOrDefault("code", "")).length() != length)
            errors.put("code", visit.say("error.code", Map.of("count", length)));
    }

    private static String name(Visit visit, Map<String, String> said, String field, Map<String, String> errors) {
        String name = Typed.name(said.getOrDefault(field, ""));
        if (name.isEmpty() || name.length() > LONGEST_NAME) errors.put(field, visit.say("error." + field));
        return name;
    }
}
