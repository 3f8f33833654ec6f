package dev.portico.notification.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.EventType;
import dev.portico.events.InvoiceEvents;
import dev.portico.events.NotificationEvents;
import dev.portico.events.SubscriptionEvents;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicEventsTest {

    /// What Paddle calls its events: all that its SDK 3.10.0 knows.
    static final Set<String> PADDLES = Set.of(
            ("address.created address.updated address.imported adjustment.created adjustment.updated api_key.created"
                            + " api_key.updated api_key.expiring api_key.expired api_key.revoked"
                            + " api_key_exposure.created business.created business.updated business.imported"
                            + " client_token.created client_token.updated client_token.revoked customer.created"
                            + " customer.updated customer.imported discount.created discount.updated discount.imported"
                            + " discount_group.created discount_group.updated payment_method.saved"
                            + " payment_method.deleted payout.created payout.paid price.created price.updated"
                            + " price.imported product.created product.updated product.imported report.created"
                            + " report.updated subscription.activated subscription.canceled subscription.created"
                            + " subscription.imported subscription.past_due subscription.paused subscription.resumed"
                            + " subscription.trialing subscription.updated transaction.billed transaction.canceled"
                            + " transaction.completed transaction.created transaction.paid transaction.past_due"
                            + " transaction.payment_failed transaction.ready transaction.revised transaction.updated")
                    .split(" "));

    @Test
    void a_merchant_may_hear_of_every_event_of_ours_that_paddle_has_and_of_no_other() {
        assertThat(PADDLES).hasSize(56);
        var ours = new HashSet<String>();
        said().map(EventType::name).filter(PADDLES::contains).forEach(ours::add);
        assertThat(PublicEvents.TYPES).extracting(EventType::name).containsExactlyInAnyOrderElementsOf(ours);
    }

    private static Stream<EventType<?>> said() {
        return Stream.of(
                        AuthEvents.class,
                        BillingEvents.class,
                        InvoiceEvents.class,
                        NotificationEvents.class,
                        SubscriptionEvents.class)
                .flatMap(events -> Arrays.stream(events.getFields()))
                .map(PublicEventsTest::value);
    }

    private static EventType<?> value(Field field) {
        try {
            return (EventType<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
