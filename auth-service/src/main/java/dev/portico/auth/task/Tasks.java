package dev.portico.auth.task;

import dev.portico.auth.identity.Identities;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.caller.TaskLinks;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Whose task a link opens. Other merchants' links open nothing here, nor do those of archived customers. Whether the
/// task is done already, its owner knows.
@Component
public final class Tasks {

    private final TaskLinks links;
    private final Identities identities;

    Tasks(TaskLinks links, Identities identities) {
        this.links = links;
        this.identities = identities;
    }

    /// @param token as it stands in the link
    public Optional<Caller.Payer> check(Insider.Gateway gateway, String merchantId, String token) {
        var caller = new Caller.Service(merchantId, "the gateway asks whose task this is");
        return links.read(token)
                .filter(payer -> payer.merchantId().equals(merchantId))
                .filter(payer -> identities.active(caller, payer.customerId()).isPresent());
    }
}
