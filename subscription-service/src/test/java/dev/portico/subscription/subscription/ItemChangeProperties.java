package dev.portico.subscription.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.money.Money;
import dev.portico.events.ChargeRequestData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Money is neither made nor lost by changing plans.
class ItemChangeProperties {

    static final Duration PERIOD = Duration.between(ASubscription.START, ASubscription.END);

    @Property
    void a_change_and_its_opposite_at_the_same_instant_cost_nothing(
            @ForAll("items") List<Item> before, @ForAll("items") List<Item> after, @ForAll("instants") Instant now) {
        Bill there = change(before, after, ProrationMode.PRORATED_IMMEDIATELY, now);
        Bill back = change(after, before, ProrationMode.PRORATED_IMMEDIATELY, now);
        assertThat(charge(there)).isEqualTo(back.credit());
        assertThat(charge(back)).isEqualTo(there.credit());
    }

    @Property
    void nothing_changed_costs_nothing(
            @ForAll("items") List<Item> items, @ForAll("instants") Instant now, @ForAll ProrationMode mode) {
        assertThat(change(items, items, mode, now).isNothing()).isTrue();
    }

    @Property
    void what_is_prorated_never_costs_more_than_the_whole_and_nothing_at_the_end(
            @ForAll("items") List<Item> before, @ForAll("items") List<Item> after, @ForAll("instants") Instant now) {
        Bill part = change(before, after, ProrationMode.PRORATED_IMMEDIATELY, now);
        Bill whole = change(before, after, ProrationMode.FULL_IMMEDIATELY, now);
        assertThat(charge(part).minor()).isBetween(0L, charge(whole).minor());
        assertThat(charge(change(before, after, ProrationMode.PRORATED_IMMEDIATELY, ASubscription.END))
                        .isZero())
                .isTrue();
        Bill first = change(before, after, ProrationMode.PRORATED_IMMEDIATELY, ASubscription.START);
        assertThat(charge(first)).isEqualTo(charge(whole));
    }

    @Property
    void the_preview_says_what_the_action_then_asks_for(
            @ForAll("items") List<Item> after, @ForAll("instants") Instant now, @ForAll ProrationMode mode) {
        Subscription before = ASubscription.active();
        var amendment = new Amendment(after, mode, null, null, null, null, null, null, null);
        var amended = amendment.of(before, now);
        var preview = SubscriptionPreview.of(amended.next(), amended.now(), now);
        var why = new ChargeRequest.Why("chr_1", ChargeRequest.UPDATE, null, null);
        var done = Subscription.charged(
                Subscription.updated(amended.next()), ChargeRequest.of(amended.next(), amended.now(), why), null);

        assertThat(preview.subscription()).isEqualTo(done.state().data());
        long charged = 0;
        long credited = 0;
        if (done.facts().getLast().data() instanceof ChargeRequestData asked) {
            charged = asked.items().stream()
                    .mapToLong(item -> new Extra(item.price(), item.product(), item.quantity(), item.proration())
                            .amount()
                            .minor())
                    .sum();
            credited = asked.creditToBalance() == null ? 0 : Long.parseLong(asked.creditToBalance());
        }
        var result = preview.updateSummary().result();
        long shown = Long.parseLong(result.amount()) * (result.action().equals("charge") ? 1 : -1);
        assertThat(shown).isEqualTo(charged - credited);
    }

    @Provide
    Arbitrary<List<Item>> items() {
        Arbitrary<Map<String, Integer>> quantities = Arbitraries.maps(
                        Arbitraries.of("pri_1", "pri_2", "pri_3"),
                        Arbitraries.integers().between(1, 500))
                .ofMinSize(1);
        return quantities.map(map -> {
            var items = new ArrayList<Item>();
            map.forEach((price, quantity) -> items.add(ASubscription.item(price, amount(price), quantity)));
            return items;
        });
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(0, PERIOD.toSeconds()).map(ASubscription.START::plusSeconds);
    }

    private static String amount(String price) {
        return Map.of("pri_1", "4900", "pri_2", "333", "pri_3", "1").get(price);
    }

    private static Bill change(List<Item> before, List<Item> after, ProrationMode mode, Instant now) {
        return new ItemChange(before, after, null, "USD")
                .bill(mode, new Period(ASubscription.START, ASubscription.END), now);
    }

    private static Money charge(Bill bill) {
        return bill.extras().stream().map(Extra::amount).reduce(Money.zero("USD"), Money::plus);
    }
}
