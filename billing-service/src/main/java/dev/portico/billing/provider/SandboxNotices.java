package dev.portico.billing.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portico.billing.provider.Notice.Disputed;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.outbox.EventJson;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// What the sandbox tells by itself: disputes that somebody tries out. Signed with a key that is derived from the
/// house's for this alone.
@Component
@ConditionalOnProperty(name = "portico.billing.provider", havingValue = "sandbox", matchIfMissing = true)
public final class SandboxNotices implements ProviderNotices {

    private static final Pattern SIGNATURE = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final ObjectProvider<Sealer> house;
    private final EventJson json;
    private final Clock clock;

    /// A notice on its way.
    public record Signed(String payload, String signature) {}

    SandboxNotices(ObjectProvider<Sealer> house, EventJson json, Clock clock) {
        this.house = house;
        this.json = json;
        this.clock = clock;
    }

    /// What the sandbox would send.
    public Signed sign(Disputed dispute) {
        String payload = json.write(dispute);
        long now = clock.instant().getEpochSecond();
        return new Signed(payload, "t=" + now + ",v1=" + fingerprint(now, payload));
    }

    @Override
    public String header() {
        return "Portico-Signature";
    }

    @Override
    public Optional<Notice> read(String payload, String signature) {
        if (!isOurs(payload, signature))
            throw Refusal.of(ErrorCode.FORBIDDEN, "This is not signed by the payment provider, or not lately.");
        try {
            return Optional.of(json.read(payload.getBytes(UTF_8), Disputed.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(String payload, String signature) {
        Matcher parts = SIGNATURE.matcher(signature);
        if (!parts.matches()) return false;
        long at = Long.parseLong(parts.group(1));
        Duration age = Duration.between(Instant.ofEpochSecond(at), clock.instant());
        return age.abs().compareTo(GOOD_FOR) <= 0
                && MessageDigest.isEqual(
                        fingerprint(at, payload).getBytes(UTF_8), parts.group(2).getBytes(UTF_8));
    }

    private String fingerprint(long at, String payload) {
        return house.getObject().derived("provider notices").fingerprint(at + "." + payload);
    }
}
