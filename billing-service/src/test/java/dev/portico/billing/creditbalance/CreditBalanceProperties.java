package dev.portico.billing.creditbalance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CreditBalanceProperties {

    enum Kind {
        CREDIT,
        USE,
        RELEASE
    }

    record Asked(Kind kind, String cause, long amount) {
        CreditBalance of(CreditBalance before) {
            var money = new Money(amount, "EUR");
            Change<CreditBalance> change = switch (kind) {
                case CREDIT -> before.credited(money, cause);
                case USE -> before.used(money, cause);
                case RELEASE -> before.released(cause);
            };
            return change.state();
        }
    }

    @Property
    void what_is_asked_for_again_at_any_later_time_changes_nothing(
            @ForAll("movements") List<Asked> once, @ForAll Random random) {
        var repeated = new ArrayList<Asked>();
        for (Asked asked : once) {
            repeated.add(asked);
            while (random.nextInt(3) > 0) {
                Asked earlier = repeated.get(random.nextInt(repeated.size()));
                // Even with another amount: the cause decides.
                repeated.add(new Asked(earlier.kind, earlier.cause, random.nextInt(1_000_000)));
            }
        }
        assertThat(comparable(after(repeated))).isEqualTo(comparable(after(distinct(once))));
    }

    @Property
    void a_balance_is_never_negative_and_no_money_appears_or_vanishes(@ForAll("movements") List<Asked> asked) {
        CreditBalance balance = empty();
        for (Asked next : asked) {
            balance = next.of(balance);
            long credited = balance.credits().stream()
                    .mapToLong(CreditBalance.Movement::amount)
                    .sum();
            assertThat(balance.available()).isNotNegative();
            assertThat(balance.available() + balance.used()).isEqualTo(credited);
        }
    }

    @Property
    void credits_add_up_in_any_order(@ForAll("movements") List<Asked> asked, @ForAll Random random) {
        List<Asked> credits =
                distinct(asked).stream().filter(one -> one.kind == Kind.CREDIT).toList();
        var shuffled = new ArrayList<>(credits);
        Collections.shuffle(shuffled, random);
        assertThat(after(shuffled).available()).isEqualTo(after(credits).available());
    }

    @Property
    void a_cause_gets_no_more_than_it_asks_for_and_than_there_is(
            @ForAll("movements") List<Asked> asked, @ForAll("amounts") long upTo) {
        CreditBalance before = after(asked);
        CreditBalance then = before.used(new Money(upTo, "EUR"), "txn_last").state();
        assertThat(then.usedFor("txn_last")).isEqualTo(Math.min(upTo, before.available()));
        assertThat(then.released("txn_last").state().available()).isEqualTo(before.available());
    }

    @Provide
    Arbitrary<List<Asked>> movements() {
        var causes = Arbitraries.of("a", "b", "c", "d", "e");
        return Combinators.combine(Arbitraries.of(Kind.class), causes, amounts())
                .as(Asked::new)
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<Long> amounts() {
        return Arbitraries.longs().between(0, 10_000_000_000L);
    }

    // The first of each kind for each cause; what was released is over.
    private static List<Asked> distinct(List<Asked> asked) {
        var seen = new HashSet<String>();
        return asked.stream().filter(one -> seen.add(one.kind + one.cause)).toList();
    }

    private static CreditBalance after(List<Asked> asked) {
        CreditBalance balance = empty();
        for (Asked one : asked) balance = one.of(balance);
        return balance;
    }

    private static List<Object> comparable(CreditBalance balance) {
        return List.of(
                balance.available(), balance.used(), new HashSet<>(balance.credits()), new HashSet<>(balance.uses()));
    }

    private static CreditBalance empty() {
        return CreditBalance.empty("mer_1", "ctm_1", "EUR");
    }
}
