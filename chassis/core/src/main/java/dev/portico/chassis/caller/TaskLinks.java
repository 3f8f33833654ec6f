package dev.portico.chassis.caller;

import dev.portico.chassis.id.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Links that let whoever holds one do a single task without signing in: to pay one transaction. Whatever a link's
/// token says is sealed in it, with a key that seals nothing else; it signs nobody in, and its holder is a
/// [Caller.Payer] to everybody.
public final class TaskLinks {

    /// How long a link opens its task, unless the task is done before.
    public static final Duration LIFETIME = Duration.ofDays(7);

    private static final String PREFIX = "tsk_";
    private static final String TO_PAY = "pay";

    private final Sealer sealer;
    private final Clock clock;

    public TaskLinks(Sealer house, Clock clock) {
        this.sealer = house.derived("task link");
        this.clock = clock;
    }

    /// A link to a transaction's payment. The token stands behind the `#`: browsers send that to nobody, so it is in no
    /// log and no Referer.
    ///
    /// @param portal the portal's address, without a slash at its end
    public String link(String portal, Caller.Payer payer) {
        return portal + "/task/" + payer.transactionId() + "#task=" + token(payer);
    }

    /// Reads a token that has not expired. Whether its task is done already is not known here.
    public Optional<Caller.Payer> read(String token) {
        if (!token.startsWith(PREFIX)) return Optional.empty();
        try {
            String[] said =
                    sealer.open(token.substring(PREFIX.length()), TO_PAY).split("\n");
            Instant expires = Instant.ofEpochMilli(Long.parseLong(said[3]));
            return clock.instant().isBefore(expires)
                    ? Optional.of(new Caller.Payer(said[0], said[1], said[2]))
                    : Optional.empty();
        } catch (IllegalStateException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private String token(Caller.Payer payer) {
        Instant expires = clock.instant().plus(LIFETIME);
        String said = String.join(
                "\n",
                payer.merchantId(),
                payer.customerId(),
                payer.transactionId(),
                String.valueOf(expires.toEpochMilli()));
        return PREFIX + sealer.seal(said, TO_PAY);
    }
}
