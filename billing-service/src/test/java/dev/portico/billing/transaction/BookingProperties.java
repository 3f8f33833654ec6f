package dev.portico.billing.transaction;

import static dev.portico.billing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.billing.Samples;
import dev.portico.billing.creditbalance.SomeBalance;
import dev.portico.billing.ledger.Account;
import dev.portico.billing.ledger.Entry;
import dev.portico.billing.ledger.Posting;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Change;
import dev.portico.events.MoneyData;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.MethodDetails;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Whatever happens to bills, charges, credits, refunds and chargebacks, in whatever order it is written down and
/// however often.
class BookingProperties {

    private static final Ids IDS = new Ids(Clock.systemUTC());
    private static final Outcome CAPTURED = new Outcome.Captured();
    private static final Outcome DECLINED = new Outcome.Declined("declined");
    private static final Outcome PENDING = new Outcome.Pending();

    @Property(tries = 300)
    void all_accounts_add_up_to_zero_whenever_somebody_looks(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int steps) {
        var world = new World(random);
        for (int i = 0; i < steps; i++) {
            world.step();
            assertThat(world.sums().values().stream().mapToLong(Long::longValue).sum())
                    .isZero();
        }
    }

    @Property(tries = 300)
    void written_down_twice_late_and_out_of_order_it_comes_to_the_same(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int steps) {
        var world = new World(random);
        for (int i = 0; i < steps; i++) world.step();
        List<Entry> handedIn = new ArrayList<>(world.seen);
        handedIn.addAll(world.entries());
        Collections.shuffle(handedIn, random);
        // The last states hold all that ever happened, whoever forgot to write it down before.
        Map<String, Entry> written = new HashMap<>();
        for (Entry entry : handedIn)
            assertThat(written.putIfAbsent(entry.id(), entry)).isIn(null, entry);
        assertThat(written.values()).containsExactlyInAnyOrderElementsOf(world.entries());
    }

    @Property(tries = 300)
    void once_all_is_settled_nobody_owes_anything_and_the_money_is_where_it_must_be(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int steps) {
        var world = new World(random);
        for (int i = 0; i < steps; i++) world.step();
        world.settle();
        Map<String, Long> sums = world.sums();
        assertThat(sum(sums, Account.RECEIVABLE)).isZero();
        assertThat(sum(sums, Account.PROVIDER)).isEqualTo(world.captured - world.refunded - world.chargedBack);
        assertThat(sum(sums, Account.CHARGEBACKS)).isEqualTo(world.chargedBack);
        assertThat(-sum(sums, Account.CUSTOMER_CREDIT)).isEqualTo(world.balance.available());
        assertThat(world.invoiced() - world.credited).isEqualTo(world.captured + world.creditUsed());
    }

    @Property(tries = 200)
    void what_moves_money_is_marked_in_the_same_change_and_nothing_else_is(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int steps) {
        var world = new World(random);
        for (int i = 0; i < steps; i++) {
            world.step();
            for (Transaction transaction : world.transactions) {
                long facts = Booking.facts(transaction);
                assertThat(transaction.unbooked()).isEqualTo(facts == 0 ? null : Long.valueOf(facts));
            }
        }
    }

    private static long sum(Map<String, Long> sums, Account account) {
        return sums.getOrDefault(account.wire(), 0L);
    }

    /// A merchant's customer, his transactions, his credit balance, and who holds the money.
    private static final class World {

        final Random random;
        final List<Transaction> transactions = new ArrayList<>();
        final SomeBalance balance = new SomeBalance("mer_1", "ctm_1", "EUR");
        final List<Entry> seen = new ArrayList<>();
        final Map<String, List<String>> disputes = new HashMap<>();
        long captured;
        long refunded;
        long chargedBack;
        long credited;
        Instant now = NOW;

        World(Random random) {
            this.random = random;
        }

        void step() {
            now = now.plusMillis(random.nextInt(2));
            try {
                act();
            } catch (Refusal refused) {
                assertThat(refused.code().status()).isLessThan(500);
            }
            if (random.nextBoolean()) seen.addAll(entries());
            if (random.nextInt(4) == 0) seen.addAll(entries());
        }

        private void act() {
            int what = random.nextInt(10);
            if (transactions.isEmpty() || what == 0) sell();
            else if (what == 1) balance.credit(amount(), IDS.next("chr"));
            else on(random.nextInt(transactions.size()), what);
        }

        private void on(int at, int what) {
            switch (what) {
                case 2 -> bill(at);
                case 3 -> begin(at);
                case 4, 5 -> answer(at, List.of(CAPTURED, DECLINED, PENDING).get(random.nextInt(3)));
                case 6 -> adjust(at);
                case 7 -> finish(at, random.nextInt(4) > 0);
                case 8 -> dispute(at);
                default -> reverse(at);
            }
        }

        // Everything that is open is paid, everything under way ends.
        void settle() {
            for (int at = 0; at < transactions.size(); at++) {
                answer(at, CAPTURED);
                finish(at, true);
                Transaction open = transactions.get(at);
                if (!open.awaitsPayment()) continue;
                if (open.due().isZero()) change(at, free -> free.completedForFree(now));
                else {
                    begin(at);
                    answer(at, CAPTURED);
                }
            }
            seen.addAll(entries());
        }

        private void sell() {
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) lines.add(line("txnitm_" + i));
            String id = IDS.next("txn");
            boolean manual = random.nextInt(3) == 0;
            boolean prevented = random.nextBoolean();
            var amendment = new Amendment(id, "mer_1", "EUR", lines, now)
                    .customer("ctm_1")
                    .collecting(manual ? Transaction.MANUAL : Transaction.AUTOMATIC)
                    .from(manual ? Transaction.FROM_API : "subscription_update")
                    .onPaymentFailure(prevented ? "prevent_change" : null);
            long total = amendment.at(now).total().minor();
            long used = manual ? 0 : balance.use(total, id);
            transactions.add(amendment.credit(used == 0 ? null : used).at(now));
        }

        private Line line(String id) {
            long net = amount();
            long discount = random.nextInt(3) == 0 ? net / (1 + random.nextInt(4)) : 0;
            long tax = (net - discount) * random.nextInt(25) / 100;
            var totals = new LineTotals(
                    Long.toString(net),
                    Long.toString(discount),
                    Long.toString(tax),
                    Long.toString(net - discount + tax));
            var price = Samples.price("pri_1", "pro_1", new MoneyData(Long.toString(net), "EUR"), null, "active");
            return new Line(id, price, Samples.product("pro_1"), 1, null, "0.19", totals, totals, null);
        }

        private long amount() {
            return 1 + random.nextInt(1_000_000);
        }

        private void bill(int at) {
            change(at, ready -> ready.billed(now));
        }

        private void begin(int at) {
            String id = "attempt " + random.nextLong();
            change(
                    at,
                    open -> open.charging(
                            new Attempt(
                                    id,
                                    "paymtd_1",
                                    "ref_1",
                                    open.due().amount(),
                                    Attempt.CREATED,
                                    null,
                                    new MethodDetails("card", null, null, null),
                                    now,
                                    null),
                            now));
        }

        private void answer(int at, Outcome outcome) {
            Attempt pending = transactions.get(at).pending().orElse(null);
            if (pending == null) return;
            change(at, open -> open.answered(pending.id(), outcome, now));
            if (outcome.equals(CAPTURED)) captured += Long.parseLong(pending.amount());
            Transaction after = transactions.get(at);
            if (after.status().equals(Transaction.CANCELED)) balance.release(after.id());
        }

        private void adjust(int at) {
            Transaction of = transactions.get(at);
            String action = of.isCompleted() ? Adjusted.REFUND : Adjusted.CREDIT;
            String id = IDS.next("adj");
            Line line = of.lines().get(random.nextInt(of.lines().size()));
            var wish = switch (random.nextInt(3)) {
                case 0 -> new Wish(id, action, "a test", null);
                case 1 -> new Wish(id, action, "a test", List.of(item(line, "tax", null)));
                default -> new Wish(id, action, "a test", List.of(item(line, "partial", amount())));
            };
            change(at, open -> open.adjusting(wish, now));
            if (action.equals(Adjusted.CREDIT)) finish(at, true);
        }

        private static Wish.Item item(Line line, String type, Long amount) {
            return new Wish.Item("adjitm_1", line.id(), type, amount);
        }

        // As GivingBack does it.
        private void finish(int at, boolean paid) {
            Reserved reserved = transactions.get(at).reserved().orElse(null);
            if (reserved == null) return;
            Adjusted adjusted = reserved.adjusted();
            if (paid && adjusted.isRefund()) {
                refunded += reserved.refundable();
                long rest = adjusted.total() - reserved.refundable();
                if (rest > 0) balance.credit(rest, adjusted.id());
            } else if (adjusted.isCredit()) {
                credited += adjusted.total();
            }
            change(at, open -> open.adjusted(adjusted.id(), !paid, now));
        }

        private void dispute(int at) {
            Transaction of = transactions.get(at);
            if (of.paidWith().isEmpty() || of.total().isZero()) return;
            long amount = 1 + random.nextInt(1000);
            boolean warning = random.nextBoolean();
            String id = IDS.next("adj");
            String action = warning ? Adjusted.CHARGEBACK_WARNING : Adjusted.CHARGEBACK;
            twice(at, new Dispute(id, action, new Money(amount, "EUR"), "fraud", null));
            if (warning) return;
            chargedBack += amount;
            disputes.computeIfAbsent(of.id(), _ -> new ArrayList<>()).add(id + " " + amount);
        }

        private void reverse(int at) {
            List<String> open = disputes.getOrDefault(transactions.get(at).id(), new ArrayList<>());
            if (open.isEmpty()) return;
            String[] taken = open.removeLast().split(" ");
            long amount = Long.parseLong(taken[1]);
            chargedBack -= amount;
            twice(
                    at,
                    new Dispute(
                            IDS.next("adj"), Adjusted.CHARGEBACK_REVERSE, new Money(amount, "EUR"), "won", taken[0]));
        }

        private void twice(int at, Dispute dispute) {
            change(at, disputed -> disputed.disputed(dispute, now));
            change(at, disputed -> disputed.disputed(dispute, now.plusSeconds(1)));
        }

        private void change(int at, Function<Transaction, Change<Transaction>> change) {
            transactions.set(at, change.apply(transactions.get(at)).state());
        }

        List<Entry> entries() {
            var all = new ArrayList<>(balance.entries());
            transactions.forEach(transaction -> all.addAll(Booking.of(transaction)));
            return all;
        }

        Map<String, Long> sums() {
            var sums = new HashMap<String, Long>();
            for (Entry entry : entries())
                for (Posting posting : entry.postings()) sums.merge(posting.account(), posting.amount(), Long::sum);
            return sums;
        }

        long invoiced() {
            return transactions.stream()
                    .filter(transaction -> transaction.billedAt() != null)
                    .mapToLong(transaction -> transaction.total().minor())
                    .sum();
        }

        long creditUsed() {
            return transactions.stream()
                    .filter(transaction -> transaction.billedAt() != null && transaction.credit() != null)
                    .mapToLong(Transaction::credit)
                    .sum();
        }
    }
}
