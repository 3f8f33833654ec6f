package dev.portico.subscription.subscription;

import static dev.portico.subscription.subscription.ASubscription.END;
import static dev.portico.subscription.subscription.ASubscription.NOW;
import static dev.portico.subscription.subscription.EffectiveFrom.IMMEDIATELY;
import static dev.portico.subscription.subscription.EffectiveFrom.NEXT_BILLING_PERIOD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Fact;
import dev.portico.events.ChargeRequestData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What may be done to a subscription in each of its states, and what becomes of it.
class LifecycleTest {

    static final Map<String, Function<Subscription, Change<Subscription>>> ACTIONS = Map.of(
            "cancel now", found -> found.cancel(IMMEDIATELY, NOW),
            "cancel later", found -> found.cancel(NEXT_BILLING_PERIOD, NOW),
            "pause now", found -> found.pause(IMMEDIATELY, null, true, NOW),
            "pause later", found -> found.pause(NEXT_BILLING_PERIOD, null, true, NOW),
            "resume", found -> found.resume(true, "chr_1", NOW),
            "activate", found -> found.activate("chr_1", NOW),
            "charge",
                    found -> found.chargeOnce(
                            List.of(Extra.whole(ASubscription.item("pri_2", "100", 1))),
                            IMMEDIATELY,
                            new ChargeRequest.Why("chr_1", ChargeRequest.CHARGE, null, null),
                            NOW),
            "undo", found -> found.keep(NOW));

    @ParameterizedTest
    @CsvSource({
        "ACTIVE,   cancel now,   canceled, subscription.canceled",
        "ACTIVE,   cancel later, active,   subscription.updated",
        "ACTIVE,   pause now,    paused,   subscription.paused",
        "ACTIVE,   pause later,  active,   subscription.updated",
        "ACTIVE,   resume,       refused,  subscription_must_be_paused",
        "ACTIVE,   activate,     refused,  subscription_must_be_trialing",
        "ACTIVE,   charge,       active,   subscription.charge_requested",
        "PAST_DUE, cancel now,   canceled, subscription.canceled",
        "PAST_DUE, cancel later, past_due, subscription.updated",
        "PAST_DUE, pause now,    refused,  subscription_cannot_be_paused",
        "PAST_DUE, resume,       refused,  subscription_must_be_paused",
        "PAST_DUE, activate,     refused,  subscription_must_be_trialing",
        "PAST_DUE, charge,       refused,  subscription_must_be_active",
        "PAUSED,   cancel now,   canceled, subscription.canceled",
        "PAUSED,   cancel later, canceled, subscription.canceled",
        "PAUSED,   pause now,    refused,  subscription_cannot_be_paused",
        "PAUSED,   pause later,  refused,  subscription_cannot_be_paused",
        "PAUSED,   resume,       active,   subscription.charge_requested",
        "PAUSED,   activate,     refused,  subscription_must_be_trialing",
        "PAUSED,   charge,       refused,  subscription_must_be_active",
        "TRIALING, cancel now,   canceled, subscription.canceled",
        "TRIALING, cancel later, trialing, subscription.updated",
        "TRIALING, pause now,    refused,  subscription_cannot_be_paused",
        "TRIALING, resume,       refused,  subscription_must_be_paused",
        "TRIALING, activate,     active,   subscription.charge_requested",
        "TRIALING, charge,       refused,  subscription_must_be_active",
        "CANCELED, cancel now,   refused,  subscription_is_canceled_action_invalid",
        "CANCELED, pause now,    refused,  subscription_is_canceled_action_invalid",
        "CANCELED, resume,       refused,  subscription_is_canceled_action_invalid",
        "CANCELED, activate,     refused,  subscription_is_canceled_action_invalid",
        "CANCELED, charge,       refused,  subscription_is_canceled_action_invalid",
        "CANCELED, undo,         refused,  subscription_update_when_canceled"
    })
    void each_action_in_each_state(SubscriptionStatus before, String action, String after, String told) {
        try {
            Change<Subscription> done = ACTIONS.get(action).apply(ASubscription.in(before));
            assertThat(done.state().status().wire()).isEqualTo(after);
            assertThat(done.facts().getLast().type().name()).isEqualTo(told);
        } catch (Refusal refusal) {
            assertThat(after).isEqualTo("refused");
            assertThat(refusal.code().wire()).isEqualTo(told);
        }
    }

    @Test
    void a_pause_that_was_scheduled_begins_in_time_and_ends_in_time() {
        Instant back = END.plusSeconds(86_400);
        Subscription scheduled = ASubscription.active()
                .pause(NEXT_BILLING_PERIOD, back, true, NOW)
                .state();
        assertThat(scheduled.whenDue("chr_1", END.minusMillis(1)).state()).isEqualTo(scheduled);
        Subscription paused = scheduled.whenDue("chr_1", END).state();
        assertThat(paused.isPaused()).isTrue();
        assertThat(paused.data().pausedAt()).isEqualTo(END);
        assertThat(paused.data().nextBilledAt()).isNull();
        assertThat(paused.scheduled()).isEqualTo(new ScheduledChange.Resume(back, true));

        Change<Subscription> resumed = paused.whenDue("chr_2", back);
        assertThat(resumed.state().currentPeriod().startsAt()).isEqualTo(back);
        assertThat(asked(resumed).billingPeriod().startsAt()).isEqualTo(back);
        assertThat(asked(resumed).id()).isEqualTo("chr_2");
    }

    @Test
    void who_resumes_within_what_is_paid_for_pays_nothing() {
        Subscription paused =
                ASubscription.active().pause(IMMEDIATELY, null, true, NOW).state();
        Change<Subscription> resumed = paused.resume(false, "chr_1", NOW.plusSeconds(60));
        assertThat(resumed.state().currentPeriod()).isEqualTo(paused.currentPeriod());
        assertThat(resumed.facts())
                .extracting(Fact::type)
                .extracting(type -> type.name())
                .containsExactly("subscription.resumed");
        Change<Subscription> late = paused.resume(false, "chr_1", END.plusSeconds(1));
        assertThat(late.state().currentPeriod().startsAt()).isEqualTo(END.plusSeconds(1));
    }

    @Test
    void a_trial_that_is_ended_early_is_paid_for_from_then_on() {
        Change<Subscription> active =
                ASubscription.in(SubscriptionStatus.TRIALING).activate("chr_1", NOW);
        ChargeRequestData asked = asked(active);
        assertThat(asked.origin()).isEqualTo("subscription_recurring");
        assertThat(asked.billingPeriod().startsAt()).isEqualTo(NOW);
        assertThat(asked.billingPeriod().endsAt()).isEqualTo(Instant.parse("2026-12-10T00:00:00Z"));
        assertThat(active.state().firstBilledAt()).isEqualTo(NOW);
    }

    @Test
    void what_is_charged_with_the_next_bill_waits_for_it() {
        var extra = List.of(Extra.whole(ASubscription.item("pri_2", "100", 3)));
        var why = new ChargeRequest.Why("chr_1", ChargeRequest.CHARGE, null, null);
        Change<Subscription> later = ASubscription.active().chargeOnce(extra, NEXT_BILLING_PERIOD, why, NOW);
        assertThat(later.facts()).hasSize(1);
        assertThat(SubscriptionPreview.nextTransaction(later.state(), ASubscription.UNTAXED)
                        .details()
                        .totals()
                        .total())
                .isEqualTo("5200");
        assertThat(SubscriptionPreview.recurring(later.state(), ASubscription.UNTAXED)
                        .totals()
                        .total())
                .isEqualTo("4900");
    }

    static ChargeRequestData asked(Change<Subscription> change) {
        return (ChargeRequestData) change.facts().getLast().data();
    }
}
