package dev.portico.subscription.subscription;

import static dev.portico.subscription.subscription.ASubscription.END;
import static dev.portico.subscription.subscription.ASubscription.NOW;
import static dev.portico.subscription.subscription.ASubscription.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Change;
import dev.portico.events.ChargeRequestData;
import dev.portico.events.CollectionFailureData;
import dev.portico.events.CollectionRequestData;
import dev.portico.events.RefundRequestData;
import dev.portico.subscription.settings.PaymentRetries;
import dev.portico.subscription.settings.PaymentRetries.AfterLast;
import dev.portico.subscription.settings.SubscriptionSettings.RefundOnCancel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What happens to a subscription by itself: it goes on, is paid or is not.
class RenewalTest {

    static final PaymentRetries RETRIES = new PaymentRetries(List.of(1, 3), AfterLast.CANCEL);
    static final Money LEFT = Money.of("4900", "USD");

    @Test
    void a_period_that_ends_is_followed_by_one_that_is_paid_for() {
        Change<Subscription> renewed = ASubscription.active().whenDue("chr_1", END);
        assertThat(renewed.state().currentPeriod()).isEqualTo(new Period(END, Instant.parse("2027-01-01T00:00:00Z")));
        assertThat(told(renewed)).containsExactly("subscription.updated", "subscription.charge_requested");
        ChargeRequestData asked = LifecycleTest.asked(renewed);
        assertThat(asked.id()).isEqualTo("chr_1");
        assertThat(asked.billingPeriod().startsAt()).isEqualTo(END);
        assertThat(asked.items()).hasSize(1);
    }

    @Test
    void nothing_is_renewed_before_its_time_or_while_the_last_payment_is_open() {
        Subscription active = ASubscription.active();
        assertThat(active.whenDue("chr_1", END.minusMillis(1))).isEqualTo(Change.to(active));
        Subscription open = active.whenDue("chr_1", END).state();
        assertThat(open.whenDue("chr_2", END.plus(Duration.ofDays(90)))).isEqualTo(Change.to(open));
        Subscription paid = open.debts().paid("txn_1", END).state();
        assertThat(paid.whenDue("chr_2", END.plus(Duration.ofDays(90)))
                        .state()
                        .currentPeriod()
                        .startsAt())
                .isEqualTo(open.currentPeriod().endsAt());
    }

    @Test
    void a_trial_that_runs_out_becomes_active_and_its_first_period_is_paid_for() {
        Change<Subscription> active =
                ASubscription.in(SubscriptionStatus.TRIALING).whenDue("chr_1", END);
        assertThat(active.state().status()).isEqualTo(SubscriptionStatus.ACTIVE);
        assertThat(active.state().firstBilledAt()).isEqualTo(END);
        assertThat(told(active)).containsExactly("subscription.activated", "subscription.charge_requested");
    }

    @Test
    void what_was_left_for_the_next_bill_is_on_it_once() {
        var extra = List.of(Extra.whole(ASubscription.item("pri_2", "100", 3)));
        var why = new ChargeRequest.Why("chr_0", ChargeRequest.CHARGE, null, null);
        Subscription waiting = ASubscription.active()
                .chargeOnce(extra, EffectiveFrom.NEXT_BILLING_PERIOD, why, NOW)
                .state();
        Change<Subscription> renewed = waiting.whenDue("chr_1", END);
        assertThat(LifecycleTest.asked(renewed).items()).hasSize(2);
        Change<Subscription> again = renewed.state()
                .debts()
                .paid("txn_1", END)
                .state()
                .whenDue("chr_2", renewed.state().currentPeriod().endsAt());
        assertThat(LifecycleTest.asked(again).items()).hasSize(1);
    }

    @Test
    void what_began_on_the_31st_ends_on_the_last_day_of_shorter_months_and_comes_back() {
        Subscription subscription = from("2027-01-31T10:00:00Z", "2027-02-28T10:00:00Z");
        for (String end : List.of("2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30")) {
            subscription = subscription
                    .whenDue("chr_1", subscription.currentPeriod().endsAt())
                    .state()
                    .debts()
                    .paid("txn_1", END)
                    .state();
            assertThat(subscription.currentPeriod().endsAt()).isEqualTo(Instant.parse(end + "T10:00:00Z"));
        }
    }

    @Test
    void a_payment_that_fails_makes_it_past_due_and_is_tried_again_by_the_merchants_schedule() {
        Change<Subscription> failed = renewed().debts().unpaid("txn_1", LEFT, RETRIES, END);
        assertThat(failed.state().status()).isEqualTo(SubscriptionStatus.PAST_DUE);
        assertThat(told(failed)).containsExactly("subscription.past_due", "subscription.collection_failed");
        assertThat(failure(failed).nextTryAt()).isEqualTo(END.plus(Duration.ofDays(1)));
        assertThat(failure(failed).amount()).isEqualTo("4900");

        Change<Subscription> again = failed.state().whenDue("chr_2", END.plus(Duration.ofDays(1)));
        assertThat(told(again)).containsExactly("subscription.collection_requested");
        assertThat(((CollectionRequestData) again.facts().getLast().data()).transactionId())
                .isEqualTo("txn_1");
        Change<Subscription> twice = again.state().debts().unpaid("txn_1", LEFT, RETRIES, END.plus(Duration.ofDays(1)));
        assertThat(failure(twice).nextTryAt()).isEqualTo(END.plus(Duration.ofDays(3)));
        assertThat(failure(twice).failures()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"CANCEL, CANCELED", "PAUSE, PAUSED", "KEEP, PAST_DUE"})
    void after_the_last_try_it_becomes_what_its_merchant_says(AfterLast then, SubscriptionStatus status) {
        var retries = new PaymentRetries(List.of(1), then);
        Subscription late =
                renewed().debts().unpaid("txn_1", LEFT, retries, END).state();
        Instant last = END.plus(Duration.ofDays(1));
        Change<Subscription> over = late.whenDue("chr_2", last).state().debts().unpaid("txn_1", LEFT, retries, last);
        assertThat(over.state().status()).isEqualTo(status);
        assertThat(told(over).contains("subscription.collection_given_up")).isEqualTo(then != AfterLast.KEEP);
        assertThat(failureIn(over).nextTryAt()).isNull();
        assertThat(over.state().due()).isNull();
    }

    @Test
    void what_was_never_paid_for_can_not_be_gone_on_with() {
        var retries = new PaymentRetries(List.of(), AfterLast.PAUSE);
        Subscription paused =
                renewed().debts().unpaid("txn_1", LEFT, retries, END).state();
        Change<Subscription> resumed = paused.resume(false, "chr_2", END.plusSeconds(60));
        assertThat(LifecycleTest.asked(resumed).billingPeriod().startsAt()).isEqualTo(END.plusSeconds(60));
    }

    @Test
    void what_is_paid_late_heals_it_and_the_next_period_begins_where_the_last_ended() {
        Subscription late =
                renewed().debts().unpaid("txn_1", LEFT, RETRIES, END).state();
        Change<Subscription> healed = late.debts().paid("txn_1", END.plus(Duration.ofDays(2)));
        assertThat(healed.state().status()).isEqualTo(SubscriptionStatus.ACTIVE);
        assertThat(told(healed)).containsExactly("subscription.updated");
        assertThat(healed.state().due())
                .isEqualTo(new Due(Due.WALL, late.currentPeriod().endsAt()));
        assertThat(healed.state().debts().paid("txn_1", END)).isEqualTo(Change.to(healed.state()));
    }

    @Test
    void no_period_begins_while_one_is_not_paid() {
        Subscription late = renewed()
                .debts()
                .unpaid("txn_1", LEFT, new PaymentRetries(List.of(1), AfterLast.KEEP), END)
                .state();
        Subscription kept = late.whenDue("chr_2", END.plus(Duration.ofDays(1)))
                .state()
                .debts()
                .unpaid("txn_1", LEFT, new PaymentRetries(List.of(1), AfterLast.KEEP), END.plus(Duration.ofDays(1)))
                .state();
        assertThat(kept.whenDue("chr_3", END.plus(Duration.ofDays(400)))).isEqualTo(Change.to(kept));
    }

    @Test
    void a_new_way_to_pay_is_tried_soon_and_takes_no_later_try_away() {
        Subscription late =
                renewed().debts().unpaid("txn_1", LEFT, RETRIES, END).state();
        Subscription soon =
                late.debts().tryNow("col_1", END.plus(Duration.ofHours(1))).state();
        Instant then = END.plus(Duration.ofHours(1)).plusSeconds(30);
        assertThat(soon.due()).isEqualTo(new Due(Due.WALL, then));
        Change<Subscription> tried = soon.whenDue("chr_2", then);
        assertThat(told(tried)).containsExactly("subscription.collection_requested");
        Change<Subscription> failed =
                tried.state().debts().unpaid("txn_1", LEFT, RETRIES, END.plus(Duration.ofHours(1)));
        assertThat(failure(failed).nextTryAt()).isEqualTo(END.plus(Duration.ofDays(1)));
        Subscription active = ASubscription.active();
        assertThat(active.debts().tryNow("col_1", NOW)).isEqualTo(Change.to(active));
    }

    @Test
    void a_failure_that_nobody_waits_for_changes_nothing() {
        Subscription late =
                renewed().debts().unpaid("txn_1", LEFT, RETRIES, END).state();
        assertThat(late.debts().unpaid("txn_1", LEFT, RETRIES, END)).isEqualTo(Change.to(late));
        assertThat(late.debts().unpaid("txn_9", LEFT, RETRIES, END)).isEqualTo(Change.to(late));
        assertThat(late.debts().notToBePaid("txn_9", END)).isEqualTo(Change.to(late));
    }

    @Test
    void who_ends_what_is_late_is_asked_for_nothing_more() {
        Subscription late =
                renewed().debts().unpaid("txn_1", LEFT, RETRIES, END).state();
        Change<Subscription> ended = late.cancel(EffectiveFrom.IMMEDIATELY, END);
        assertThat(told(ended)).containsExactly("subscription.canceled", "subscription.collection_given_up");
        assertThat(ended.state().due()).isNull();
    }

    @Test
    void a_change_that_is_not_paid_for_does_not_happen() {
        Subscription before = ASubscription.active();
        Subscription after = before.edit()
                .items(List.of(ASubscription.item("pri_1", "4900", 3)))
                .at(NOW);
        var bill = new Bill(List.of(Extra.whole(ASubscription.item("pri_1", "4900", 2))), Money.zero("USD"));
        var why = new ChargeRequest.Why("chr_1", ChargeRequest.UPDATE, null, "prevent_change");
        Subscription changing = Debts.charged(
                        Subscription.updated(after), ChargeRequest.of(after, bill, why), before.items())
                .state();
        Assertions.assertThatExceptionOfType(Refusal.class)
                .isThrownBy(changing::refuseIfChanging)
                .extracting(Refusal::code)
                .isEqualTo(ErrorCode.SUBSCRIPTION_LOCKED_PROCESSING);
        Change<Subscription> undone = changing.debts().notToBePaid("txn_1", NOW);
        assertThat(undone.state().items()).isEqualTo(before.items());
        assertThat(told(undone)).containsExactly("subscription.updated");
        assertThat(changing.debts().paid("txn_1", NOW).state().items()).isEqualTo(after.items());
    }

    @ParameterizedTest
    @EnumSource(RefundOnCancel.class)
    void who_ends_at_once_gets_back_what_the_merchant_gives_back(RefundOnCancel rule) {
        Subscription active = ASubscription.active();
        Instant half = START.plus(Duration.between(START, END).dividedBy(2));
        Change<Subscription> ended =
                active.givingBack(active.cancel(EffectiveFrom.IMMEDIATELY, half), rule, "rfr_1", half);
        if (rule == RefundOnCancel.NONE) assertThat(told(ended)).containsExactly("subscription.canceled");
        else {
            RefundRequestData asked =
                    (RefundRequestData) ended.facts().getLast().data();
            assertThat(asked.share()).isEqualTo(rule == RefundOnCancel.FULL ? "1" : "0.5");
            assertThat(asked.transactionId()).isEqualTo("txn_1");
        }
        Change<Subscription> later = active.cancel(EffectiveFrom.NEXT_BILLING_PERIOD, half);
        assertThat(active.givingBack(later, rule, "rfr_1", half)).isEqualTo(later);
    }

    private static Subscription renewed() {
        return ASubscription.active().whenDue("chr_1", END).state();
    }

    private static Subscription from(String start, String end) {
        Instant anchor = Instant.parse(start);
        return ASubscription.active()
                .edit()
                .period(new Period(anchor, Instant.parse(end)))
                .anchor(anchor)
                .at(anchor);
    }

    private static List<String> told(Change<Subscription> change) {
        return change.facts().stream().map(fact -> fact.type().name()).toList();
    }

    private static CollectionFailureData failure(Change<Subscription> change) {
        return (CollectionFailureData) change.facts().getLast().data();
    }

    private static CollectionFailureData failureIn(Change<Subscription> change) {
        return change.facts().stream()
                .map(fact -> fact.data())
                .filter(CollectionFailureData.class::isInstance)
                .map(CollectionFailureData.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
