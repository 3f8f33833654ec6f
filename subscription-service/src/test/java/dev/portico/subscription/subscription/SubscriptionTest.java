package dev.portico.subscription.subscription;

import static dev.portico.subscription.subscription.EffectiveFrom.IMMEDIATELY;
import static dev.portico.subscription.subscription.EffectiveFrom.NEXT_BILLING_PERIOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Change;
import dev.portico.events.SubscriptionData;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-10T00:00:00Z");
    static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void canceled_at_period_end_it_stays_active_until_then() {
        var canceled = active().cancel(NEXT_BILLING_PERIOD, NOW);

        assertThat(told(canceled)).isEqualTo("subscription.updated");
        assertThat(canceled.state().status()).isEqualTo(SubscriptionStatus.ACTIVE);
        SubscriptionData shown = canceled.state().data();
        assertThat(shown.scheduledChange().effectiveAt()).isEqualTo(END);
        assertThat(shown.nextBilledAt()).isNull();
    }

    @Test
    void it_cannot_be_scheduled_to_end_twice() {
        var ending = ending();
        assertRefused(ErrorCode.SUBSCRIPTION_LOCKED_PENDING_CHANGES, () -> ending.cancel(NEXT_BILLING_PERIOD, NOW));
    }

    @Test
    void what_will_end_may_be_ended_at_once() {
        var ended = ending().cancel(IMMEDIATELY, NOW);

        assertThat(told(ended)).isEqualTo("subscription.canceled");
        assertThat(ended.state().canceledAt()).isEqualTo(NOW);
        assertThat(ended.state().scheduled()).isNull();
        assertThat(ended.state().due()).isNull();
        assertThat(ended.state().data().nextBilledAt()).isNull();
    }

    @Test
    void who_thinks_again_has_it_as_it_was() {
        var kept = ending().keep(NOW);

        assertThat(told(kept)).isEqualTo("subscription.updated");
        assertThat(kept.state().scheduled()).isNull();
        assertThat(kept.state().data().nextBilledAt()).isEqualTo(END);
    }

    @Test
    void where_nothing_is_scheduled_nothing_is_taken_back() {
        assertThat(active().keep(NOW)).isEqualTo(Change.to(active()));
    }

    @Test
    void it_ends_at_the_very_instant_and_not_before() {
        assertThat(ending().whenDue("chr_1", END.minusMillis(1))).isEqualTo(Change.to(ending()));

        var ended = ending().whenDue("chr_1", END).state();
        assertThat(ended.isCanceled()).isTrue();
        assertThat(ended.canceledAt()).isEqualTo(END);
    }

    @Test
    void a_worker_that_comes_late_does_not_move_the_end() {
        assertThat(ending().whenDue("chr_1", END.plusSeconds(3600)).state().canceledAt())
                .isEqualTo(END);
    }

    @Test
    void once_ended_time_changes_nothing() {
        Subscription ended = ending().whenDue("chr_1", END).state();
        assertThat(ended.whenDue("chr_1", END.plusSeconds(1))).isEqualTo(Change.to(ended));
    }

    @Test
    void a_canceled_subscription_can_neither_be_canceled_nor_kept() {
        Subscription ended = active().cancel(IMMEDIATELY, NOW).state();
        assertRefused(ErrorCode.SUBSCRIPTION_IS_CANCELED_ACTION_INVALID, () -> ended.cancel(NEXT_BILLING_PERIOD, NOW));
        assertRefused(ErrorCode.SUBSCRIPTION_UPDATE_WHEN_CANCELED, () -> ended.keep(NOW));
    }

    private static Subscription ending() {
        return active().cancel(NEXT_BILLING_PERIOD, NOW).state();
    }

    private static Subscription active() {
        return ASubscription.active();
    }

    private static String told(Change<Subscription> change) {
        return change.facts().getLast().type().name();
    }

    private static void assertRefused(ErrorCode code, Runnable attempted) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(attempted::run)
                .extracting(Refusal::code)
                .isEqualTo(code);
    }
}
