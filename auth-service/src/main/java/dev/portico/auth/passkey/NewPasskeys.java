package dev.portico.auth.passkey;

import dev.portico.auth.identity.Identities;
import dev.portico.auth.identity.Identity;
import dev.portico.auth.merchant.Merchants;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Secrets;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Adds passkeys, for customers who have signed in just now.
@Component
final class NewPasskeys {

    private final Passkeys passkeys;
    private final PasskeyChallenges challenges;
    private final Authenticators authenticators;
    private final Merchants merchants;
    private final Identities identities;
    private final Ids ids;
    private final Clock clock;

    NewPasskeys(
            Passkeys passkeys,
            PasskeyChallenges challenges,
            Authenticators authenticators,
            Merchants merchants,
            Identities identities,
            Ids ids,
            Clock clock) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.authenticators = authenticators;
        this.merchants = merchants;
        this.identities = identities;
        this.ids = ids;
        this.clock = clock;
    }

    /// @throws Refusal `passkey_limit_reached`
    JsonNode ask(Caller.Customer caller) {
        List<Passkey> present = passkeys.all(caller);
        if (present.size() >= Passkey.MOST) throw Refusal.of(ErrorCode.PASSKEY_LIMIT_REACHED);
        // One handle for all of his, so that an authenticator knows them for the same person's.
        String handle = present.stream().map(Passkey::userHandle).findFirst().orElseGet(Secrets::token);
        String challenge = challenges.toAdd(caller, handle);
        return authenticators.creation(portal(caller), owner(caller), handle, challenge, present);
    }

    /// @throws Refusal `passkey_not_accepted`, whatever is wrong with it; `passkey_limit_reached`
    Passkey add(Caller.Customer caller, JsonNode credential, String name) {
        MadePasskey made = authenticators.readMade(credential).orElseThrow(NewPasskeys::refused);
        String handle = challenges
                .useToAdd(caller, made.challenge())
                .map(PasskeyChallenge::userHandle)
                .orElseThrow(NewPasskeys::refused);
        if (!authenticators.isGenuine(made, portal(caller))) throw refused();
        return passkeys.add(caller, passkey(owner(caller), made, handle, name));
    }

    private Passkey passkey(Identity owner, MadePasskey made, String handle, String name) {
        return new Passkey(
                ids.next("psk"),
                owner.merchantId(),
                owner.id(),
                0,
                name,
                made.credentialId(),
                handle,
                authenticators.keyOf(made),
                made.transports(),
                made.flags().isFlagBE(),
                made.flags().isFlagBS(),
                made.flags().getSignCount(),
                clock.instant(),
                null);
    }

    private Identity owner(Caller.Customer caller) {
        return identities.active(caller, caller.customerId()).orElseThrow(NewPasskeys::refused);
    }

    private RelyingParty portal(Caller.Customer caller) {
        return RelyingParty.of(merchants.of(caller));
    }

    private static Refusal refused() {
        return Refusal.of(ErrorCode.PASSKEY_NOT_ACCEPTED);
    }
}
