package dev.portico.auth.passkey;

import dev.portico.auth.audit.Happening;
import dev.portico.auth.audit.Happening.What;
import dev.portico.auth.audit.Trail;
import dev.portico.auth.identity.Identities;
import dev.portico.auth.merchant.Merchants;
import dev.portico.auth.portal.PortalUser;
import dev.portico.auth.session.Sessions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Signs in whoever shows a passkey. Nobody says who he is: the passkey does.
@Component
final class PasskeySignIns {

    private static final Logger LOG = LoggerFactory.getLogger(PasskeySignIns.class);

    private final Passkeys passkeys;
    private final PasskeyChallenges challenges;
    private final Authenticators authenticators;
    private final Merchants merchants;
    private final Identities identities;
    private final Sessions sessions;
    private final Trail trail;
    private final MeterRegistry meters;
    private final Clock clock;

    private enum Outcome {
        SIGNED_IN,
        REFUSED,
        CLONED
    }

    /// What a browser shows to be let in.
    ///
    /// @param cookie the one it got with the challenge; empty if it has none
    /// @param network the client's address without its end
    record Proof(
            JsonNode credential,
            String cookie,
            @Nullable String device,
            @Nullable String network) {

        @Override
        public String toString() {
            return "Proof";
        }
    }

    PasskeySignIns(
            Passkeys passkeys,
            PasskeyChallenges challenges,
            Authenticators authenticators,
            Merchants merchants,
            Identities identities,
            Sessions sessions,
            Trail trail,
            MeterRegistry meters,
            Clock clock) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.authenticators = authenticators;
        this.merchants = merchants;
        this.identities = identities;
        this.sessions = sessions;
        this.trail = trail;
        this.meters = meters;
        this.clock = clock;
    }

    JsonNode ask(PortalUser user, String cookie) {
        Caller.Service caller = user.service("somebody wants to sign in with a passkey");
        return authenticators.request(RelyingParty.of(merchants.of(caller)), challenges.toSignIn(caller, cookie));
    }

    /// @throws Refusal `passkey_not_accepted` for what is unknown, foreign, removed, false, copied, or an answer to a
    ///     challenge that is used, too old or another browser's, all alike
    Sessions.Opened signIn(PortalUser user, Proof proof) {
        Caller.Service caller = user.service("a passkey is shown");
        ShownPasskey shown = authenticators.readShown(proof.credential()).orElseThrow(this::refused);
        if (!challenges.useToSignIn(caller, shown.challenge(), proof.cookie())) throw refused();
        Passkey passkey = passkeys.byCredential(caller, shown.credentialId())
                .filter(known -> known.userHandle().equals(shown.userHandle()))
                .orElseThrow(this::refused);
        judge(caller, shown, passkey);
        if (identities.active(caller, passkey.customerId()).isEmpty()) throw refused();
        Instant now = clock.instant();
        if (!passkeys.use(caller, passkey, shown.count(), shown.isBackedUp(), now)) throw cloned(passkey);
        if (user.customer() != null) sessions.end(user.customer());
        count(Outcome.SIGNED_IN);
        var entered = Happening.to(passkey.customerId(), What.SIGNED_IN).by("passkey");
        trail.note(caller, entered.from(proof.device(), proof.network()), now);
        return sessions.open(caller, passkey.customerId(), proof.device(), proof.network(), now);
    }

    private void judge(Caller.Service caller, ShownPasskey shown, Passkey passkey) {
        switch (authenticators.judge(shown, RelyingParty.of(merchants.of(caller)), passkey)) {
            case GENUINE -> {}
            case FALSE -> throw refused();
            case CLONED -> throw cloned(passkey);
        }
    }

    private Refusal cloned(Passkey passkey) {
        LOG.atWarn().addKeyValue("passkey", passkey.id()).log("refused: its count of signatures went back");
        return refusal(Outcome.CLONED);
    }

    private Refusal refused() {
        return refusal(Outcome.REFUSED);
    }

    private Refusal refusal(Outcome outcome) {
        count(outcome);
        return Refusal.of(ErrorCode.PASSKEY_NOT_ACCEPTED);
    }

    private void count(Outcome outcome) {
        meters.counter("sign_in.passkeys", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
