package dev.portico.subscription.subscription;

import static dev.portico.subscription.subscription.ASubscription.END;
import static dev.portico.subscription.subscription.ASubscription.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.store.Change;
import dev.portico.events.SubscriptionReminderData;
import dev.portico.subscription.settings.Reminders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Customers hear in time that a bill will come by itself.
class RemindingTest {

    static final Instant A_YEAR_ON = Instant.parse("2027-11-01T00:00:00Z");
    static final Reminders OF_ALL = new Reminders(3, 7, true);

    @Test
    void a_trial_is_reminded_of_once_three_days_before_it_ends() {
        Instant at = END.minus(Duration.ofDays(3));
        Subscription trial = ASubscription.in(SubscriptionStatus.TRIALING);
        assertThat(trial.due().at()).isEqualTo(at);
        Change<Subscription> reminded = trial.whenDue("chr_1", at);
        assertThat(told(reminded)).containsExactly("subscription.trial_ending");
        assertThat(reminded.facts().getFirst().data())
                .isEqualTo(new SubscriptionReminderData(
                        "sub_1", "ctm_1", List.of("Analytical Engine"), "4900", "USD", END));
        assertThat(reminded.state().whenDue("chr_2", at)).isEqualTo(Change.to(reminded.state()));
        assertThat(told(reminded.state().whenDue("chr_2", END)))
                .containsExactly("subscription.activated", "subscription.charge_requested");
    }

    @Test
    void a_year_is_reminded_of_thirty_days_before_it_ends_and_a_month_is_not() {
        assertThat(ASubscription.active().due().at()).isEqualTo(END);
        Subscription yearly = yearly();
        assertThat(yearly.due().at()).isEqualTo(A_YEAR_ON.minus(Duration.ofDays(30)));
        Change<Subscription> reminded = yearly.whenDue("chr_1", yearly.due().at());
        assertThat(told(reminded)).containsExactly("subscription.renewal_upcoming");
        Subscription renewed = reminded.state().whenDue("chr_2", A_YEAR_ON).state();
        Subscription paid = renewed.debts().paid(renewed.paidBy(), A_YEAR_ON).state();
        assertThat(paid.due().at()).isEqualTo(Instant.parse("2028-10-02T00:00:00Z"));
    }

    @Test
    void whoever_has_canceled_is_not_reminded_and_whoever_takes_it_back_is() {
        Subscription ending =
                yearly().cancel(EffectiveFrom.NEXT_BILLING_PERIOD, START).state();
        assertThat(ending.due().at()).isEqualTo(A_YEAR_ON);
        assertThat(ending.keep(START).state().due().at()).isEqualTo(A_YEAR_ON.minus(Duration.ofDays(30)));
    }

    @Test
    void a_bill_that_is_due_already_is_reminded_of_no_more() {
        assertThat(told(yearly().whenDue("chr_1", A_YEAR_ON)))
                .containsExactly("subscription.updated", "subscription.charge_requested");
    }

    @Test
    void what_the_merchant_wants_now_holds_and_what_he_wanted_before_does_not() {
        Subscription yearly = yearly();
        Instant before = yearly.due().at();
        Change<Subscription> asked = yearly.whenDue("chr_1", OF_ALL, before);
        assertThat(asked.facts()).isEmpty();
        assertThat(asked.state().due().at()).isEqualTo(A_YEAR_ON.minus(Duration.ofDays(7)));
        Subscription monthly = ASubscription.active().edit().reminders(OF_ALL).at(START);
        assertThat(monthly.due().at()).isEqualTo(END.minus(Duration.ofDays(7)));
    }

    @ParameterizedTest
    @CsvSource({"day, 1, PT12H", "week, 1, P3DT12H", "month, 1, P7D", "year, 1, P7D"})
    void nobody_is_reminded_before_half_of_the_time_is_over(String interval, int many, Duration before) {
        var cycle = new BillingCycle(interval, many);
        var period = new Period(START, cycle.end(START, 1));
        assertThat(Reminding.at(OF_ALL, false, cycle, period))
                .isEqualTo(period.endsAt().minus(before));
    }

    private static Subscription yearly() {
        Subscription monthly = ASubscription.active();
        return new Subscription(
                monthly.id(),
                monthly.merchantId(),
                monthly.customerId(),
                null,
                null,
                monthly.transactionId(),
                monthly.status(),
                monthly.currency(),
                monthly.collectionMode(),
                null,
                new BillingCycle("year", 1),
                new Period(START, A_YEAR_ON),
                START,
                monthly.items(),
                monthly.nextBill(),
                null,
                null,
                null,
                List.of(),
                monthly.paidBy(),
                null,
                null,
                null,
                null,
                null,
                null,
                START,
                START,
                null,
                null,
                START,
                START);
    }

    private static List<String> told(Change<Subscription> change) {
        return change.facts().stream().map(fact -> fact.type().name()).toList();
    }
}
