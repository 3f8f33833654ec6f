package dev.portico.subscription.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.money.Money;
import dev.portico.events.ChargeRequestData;
import dev.portico.pricing.Entry;
import dev.portico.pricing.Priced;
import dev.portico.pricing.Pricing;
import dev.portico.pricing.Taxation;
import dev.portico.subscription.tax.Taxing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Money is neither made nor lost by changing plans.
class ItemChangeProperties {

    static final Duration PERIOD = Duration.between(ASubscription.START, ASubscription.END);

    @Property
    void a_change_and_its_opposite_at_the_same_instant_cost_nothing(
            @ForAll("items") List<Item> before,
            @ForAll("items") List<Item> after,
            @ForAll("instants") Instant now,
            @ForAll("taxations") Taxation taxation) {
        Bill there = change(before, after, ProrationMode.PRORATED_IMMEDIATELY, now, taxation);
        Bill back = change(after, before, ProrationMode.PRORATED_IMMEDIATELY, now, taxation);
        assertThat(charge(there, taxation)).isEqualTo(back.credit());
        assertThat(charge(back, taxation)).isEqualTo(there.credit());
    }

    @Property
    void what_was_charged_is_given_back_with_the_tax_it_was_charged_with_whatever_is_decided_since(
            @ForAll("items") List<Item> before,
            @ForAll("items") List<Item> after,
            @ForAll("instants") Instant now,
            @ForAll("taxations") Taxation then,
            @ForAll("taxations") Taxation since) {
        var change = new ItemChange(before, after, null, "USD", then);
        Bill charged = change.bill(ProrationMode.PRORATED_IMMEDIATELY, period(), now);
        List<Item> had = change.charged(then);
        Bill back = change(had, before, ProrationMode.PRORATED_IMMEDIATELY, now, since);
        assertThat(back.credit()).isEqualTo(charge(charged, then));
    }

    @Property
    void nothing_changed_costs_nothing(
            @ForAll("items") List<Item> items,
            @ForAll("instants") Instant now,
            @ForAll ProrationMode mode,
            @ForAll("taxations") Taxation taxation) {
        assertThat(change(items, items, mode, now, taxation).isNothing()).isTrue();
    }

    @Property
    void what_is_prorated_never_costs_more_than_the_whole_and_nothing_at_the_end(
            @ForAll("items") List<Item> before,
            @ForAll("items") List<Item> after,
            @ForAll("instants") Instant now,
            @ForAll("taxations") Taxation taxation) {
        Bill part = change(before, after, ProrationMode.PRORATED_IMMEDIATELY, now, taxation);
        Bill whole = change(before, after, ProrationMode.FULL_IMMEDIATELY, now, taxation);
        assertThat(charge(part, taxation).minor())
                .isBetween(0L, charge(whole, taxation).minor());
        Bill last = change(before, after, ProrationMode.PRORATED_IMMEDIATELY, ASubscription.END, taxation);
        assertThat(charge(last, taxation).isZero()).isTrue();
        Bill first = change(before, after, ProrationMode.PRORATED_IMMEDIATELY, ASubscription.START, taxation);
        assertThat(charge(first, taxation)).isEqualTo(charge(whole, taxation));
    }

    @Property
    void the_preview_says_what_the_action_then_asks_for(
            @ForAll("items") List<Item> after,
            @ForAll("instants") Instant now,
            @ForAll ProrationMode mode,
            @ForAll("taxations") Taxation taxation) {
        Subscription before = ASubscription.active();
        var amendment = new Amendment(after, mode, null, null, null, null, null, null, null);
        Taxing taxing = (_, _) -> taxation;
        var amended = amendment.of(before, taxing, now);
        var preview = SubscriptionPreview.of(amended.next(), amended.now(), taxing, now);
        var why = new ChargeRequest.Why("chr_1", ChargeRequest.UPDATE, null, null);
        var done = Debts.charged(
                Subscription.updated(amended.next()), ChargeRequest.of(amended.next(), amended.now(), why), null);

        assertThat(preview.subscription()).isEqualTo(done.state().data());
        long credited = 0;
        List<Priced> billed = List.of();
        if (done.facts().getLast().data() instanceof ChargeRequestData asked) {
            billed = billed(asked, taxation);
            credited = asked.creditToBalance() == null ? 0 : Long.parseLong(asked.creditToBalance());
        }
        long charged = billed.stream()
                .mapToLong(line -> Long.parseLong(line.totals().total()))
                .sum();
        var result = preview.updateSummary().result();
        long shown = Long.parseLong(result.amount()) * (result.action().equals("charge") ? 1 : -1);
        assertThat(shown).isEqualTo(charged - credited);
        if (preview.immediateTransaction() != null)
            assertThat(preview.immediateTransaction().details().lineItems())
                    .isEqualTo(billed.stream().map(Quote.Line::of).toList());
    }

    // What billing-service makes of it: it calculates by the same code.
    private static List<Priced> billed(ChargeRequestData asked, Taxation taxation) {
        return Pricing.of(
                asked.items().stream()
                        .map(item -> Entry.of(item.price(), item.product(), item.quantity(), item.proration()))
                        .toList(),
                null,
                taxation);
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

    @Provide
    Arbitrary<Taxation> taxations() {
        return Combinators.combine(
                        Arbitraries.of("0", "0.07", "0.19", "0.2", "0.255", "1"),
                        Arbitraries.of("external", "internal"))
                .as(ASubscription::taxed);
    }

    private static Bill change(
            List<Item> before, List<Item> after, ProrationMode mode, Instant now, Taxation taxation) {
        return new ItemChange(before, after, null, "USD", taxation).bill(mode, period(), now);
    }

    private static Period period() {
        return new Period(ASubscription.START, ASubscription.END);
    }

    private static Money charge(Bill bill, Taxation taxation) {
        var entries = bill.extras().stream().map(Extra::entry).toList();
        return Quote.of(entries, null, Money.zero("USD"), taxation).charge();
    }
}
