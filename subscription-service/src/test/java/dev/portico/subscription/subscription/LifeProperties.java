package dev.portico.subscription.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Change;
import dev.portico.events.ChargeRequestData;
import dev.portico.events.CollectionRequestData;
import dev.portico.events.PeriodData;
import dev.portico.pricing.Taxation;
import dev.portico.subscription.settings.PaymentRetries;
import dev.portico.subscription.settings.PaymentRetries.AfterLast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Five years of a subscription, whatever its customer, its merchant and its bank do.
class LifeProperties {

    private static final Instant END_OF_TIME = ASubscription.START.plus(Duration.ofDays(5 * 365));

    /// What somebody does after so many days, and what the bank says from then on.
    ///
    /// @param pays whether charges are paid
    /// @param lateBy how many answers later an answer is heard a second time; 0 for never
    record Step(String what, int days, boolean pays, int lateBy) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        var what = Arbitraries.of(
                "nothing", "cancel", "pause", "pause now", "resume", "continue", "undo", "more", "new card", "charge");
        return Combinators.combine(
                        what,
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(4, Arbitraries.just(true)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(false))),
                        Arbitraries.integers().between(0, 3))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Property(tries = 2000)
    void no_period_is_billed_twice_or_skipped(
            @ForAll("steps") List<Step> steps, @ForAll AfterLast afterLast, @ForAll boolean trial) {
        Life life = new Life(trial, afterLast, false);
        life.live(steps);
        assertThat(new HashSet<>(life.asked)).as("no request twice").hasSize(life.asked.size());
        for (int i = 1; i < life.periods.size(); i++) {
            Instant end = life.periods.get(i - 1).period.endsAt();
            Instant start = life.periods.get(i).period.startsAt();
            if (life.periods.get(i).rests == life.periods.get(i - 1).rests)
                assertThat(start).as("where the last one ended").isEqualTo(end);
        }
        for (Billed billed : life.periods) assertThat(billed.period.endsAt()).isAfter(billed.period.startsAt());
        life.assertNothingIsForgotten();
    }

    @Property(tries = 1000)
    void what_is_heard_twice_or_late_ends_in_the_same_state(
            @ForAll("steps") List<Step> steps, @ForAll AfterLast afterLast) {
        Life once = new Life(false, afterLast, false);
        Life often = new Life(false, afterLast, true);
        once.live(steps);
        often.live(steps);
        assertThat(often.now).isEqualTo(once.now);
        assertThat(often.asked).isEqualTo(once.asked);
    }

    /// @param rests how often it had rested before
    record Billed(PeriodData period, int rests) {}

    /// A subscription, a bank that answers at once, and a clock that goes from one thing that is due to the next.
    static final class Life {

        final List<String> asked = new ArrayList<>();
        final List<Billed> periods = new ArrayList<>();
        Subscription now;
        private final PaymentRetries retries;
        private final boolean echoes;
        private final List<Function<Subscription, Change<Subscription>>> heard = new ArrayList<>();
        private Instant time = ASubscription.START;
        private boolean pays = true;
        private int lateBy;
        private int rests;
        private int ids;

        Life(boolean trial, AfterLast afterLast, boolean echoes) {
            this.now = ASubscription.in(trial ? SubscriptionStatus.TRIALING : SubscriptionStatus.ACTIVE);
            this.retries = new PaymentRetries(List.of(1, 3, 5, 7), afterLast);
            this.echoes = echoes;
        }

        void live(List<Step> steps) {
            for (Step step : steps) {
                pays = step.pays;
                lateBy = step.lateBy;
                until(time.plus(Duration.ofDays(step.days)));
                attempt(step.what);
            }
            pays = true;
            until(END_OF_TIME);
        }

        private void until(Instant then) {
            while (now.due() != null && !now.due().at().isAfter(then)) {
                time = now.due().at().isBefore(time) ? time : now.due().at();
                apply(found -> found.whenDue(id("chr"), time));
            }
            time = then.isAfter(time) ? then : time;
        }

        private void attempt(String what) {
            try {
                apply(found -> act(found, what));
            } catch (Refusal expected) {
                // What can't be done in this state is refused, and changes nothing.
            }
        }

        private Change<Subscription> act(Subscription found, String what) {
            return switch (what) {
                case "cancel" -> found.cancel(EffectiveFrom.NEXT_BILLING_PERIOD, time);
                case "pause" -> found.pause(EffectiveFrom.NEXT_BILLING_PERIOD, null, true, time);
                case "pause now" -> found.pause(EffectiveFrom.IMMEDIATELY, null, true, time);
                case "resume" -> found.resume(true, id("chr"), time);
                case "continue" -> found.resume(false, id("chr"), time);
                case "undo" -> found.keep(time);
                case "new card" -> found.debts().tryNow(id("col"), time);
                case "more" -> more(found);
                case "charge" ->
                    found.chargeOnce(
                            List.of(Extra.whole(ASubscription.item("pri_2", "100", 1))),
                            EffectiveFrom.IMMEDIATELY,
                            new ChargeRequest.Why(id("chr"), ChargeRequest.CHARGE, null, "prevent_change"),
                            time);
                default -> Change.to(found);
            };
        }

        private Change<Subscription> more(Subscription found) {
            if (found.status() != SubscriptionStatus.ACTIVE || found.scheduled() != null) return Change.to(found);
            int quantity = found.items().getFirst().quantity() % 5 + 1;
            var items = List.of(ASubscription.item("pri_1", "4900", quantity));
            var amended = new Amendment(
                            items, ProrationMode.PRORATED_IMMEDIATELY, null, null, null, null, null, null, null)
                    .of(found, (_, _) -> Taxation.NONE, time);
            var why = new ChargeRequest.Why(id("chr"), ChargeRequest.UPDATE, null, "prevent_change");
            return Debts.charged(
                    Subscription.updated(amended.next()),
                    ChargeRequest.of(amended.next(), amended.now(), why),
                    found.items());
        }

        private void apply(Function<Subscription, Change<Subscription>> change) {
            become(change.apply(now));
        }

        private void become(Change<Subscription> done) {
            if (done.state().isPaused() && !now.isPaused()) rests++;
            now = done.state();
            done.facts().forEach(fact -> answer(fact.data()));
        }

        private void answer(Object fact) {
            switch (fact) {
                case ChargeRequestData charge
                when !charge.items().isEmpty() -> {
                    asked.add(charge.id());
                    if (charge.billingPeriod() != null) periods.add(new Billed(charge.billingPeriod(), rests));
                    boolean givenUp = !pays && "prevent_change".equals(charge.onPaymentFailure());
                    answered("txn" + charge.id().substring(3), givenUp);
                }
                case CollectionRequestData again when again.id().startsWith("col_given") -> {}
                case CollectionRequestData again
                when isOwed(again.transactionId()) -> answered(again.transactionId(), false);
                default -> {}
            }
        }

        private boolean isOwed(String transaction) {
            return now.owed().stream().anyMatch(owed -> owed.transactionId().equals(transaction) && owed.asking());
        }

        private void answered(String transaction, boolean givenUp) {
            boolean paid = pays;
            Instant at = time;
            hear(found -> paid
                    ? found.debts().paid(transaction, at)
                    : givenUp
                            ? found.debts().notToBePaid(transaction, at)
                            : found.debts().unpaid(transaction, Money.of("4900", "USD"), retries, at));
        }

        // An answer that is heard again is one that the subscription has got over: paid and given up for good.
        private void hear(Function<Subscription, Change<Subscription>> news) {
            Change<Subscription> done = news.apply(now);
            boolean failed = done.state().status() == SubscriptionStatus.PAST_DUE;
            become(done);
            if (!echoes || failed) return;
            heard.add(news);
            if (lateBy > 0 && heard.size() > lateBy) {
                Change<Subscription> again =
                        heard.get(heard.size() - 1 - lateBy).apply(now);
                assertThat(again.state()).as("heard late").isEqualTo(now);
                assertThat(again.facts()).isEmpty();
            }
        }

        void assertNothingIsForgotten() {
            assertThat(now.isAnswerAwaited()).isFalse();
            if (now.status() == SubscriptionStatus.ACTIVE && now.scheduled() == null)
                assertThat(now.currentPeriod().endsAt()).isAfter(END_OF_TIME);
            if (now.isCanceled()) assertThat(now.due()).isNull();
        }

        private String id(String prefix) {
            return prefix + "_" + ++ids;
        }
    }
}
