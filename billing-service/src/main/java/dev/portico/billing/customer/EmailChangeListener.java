package dev.portico.billing.customer;

import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.AuthEvents;
import dev.portico.events.EmailChangeData;
import org.springframework.stereotype.Component;

/// A customer who has confirmed another e-mail address, at both, gets it, unless it is somebody else's by then.
@Component
final class EmailChangeListener implements Listener {

    private final Customers customers;
    private final Sealer sealer;

    EmailChangeListener(Customers customers, Sealer sealer) {
        this.customers = customers;
        this.sealer = sealer;
    }

    @Override
    public void listen(Handlers on) {
        on.on(AuthEvents.EMAIL_CHANGE_CONFIRMED, this::change);
    }

    private void change(Received<EmailChangeData> event) {
        EmailChangeData change = event.data();
        var wish = new EmailWish(
                change.id(),
                sealer.open(change.sealedCurrentEmail(), change.id()),
                sealer.open(change.sealedNewEmail(), change.id()));
        customers.changeEmail(event.caller(), change.customerId(), wish);
    }
}
