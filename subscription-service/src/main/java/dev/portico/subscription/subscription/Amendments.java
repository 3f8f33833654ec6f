package dev.portico.subscription.subscription;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Patch;
import dev.portico.events.BillingDetails;
import dev.portico.events.DiscountData;
import dev.portico.subscription.catalog.Prices.Offer;
import dev.portico.subscription.discount.Discounts;
import dev.portico.subscription.party.Parties;
import dev.portico.subscription.subscription.Amendment.Box;
import dev.portico.subscription.subscription.Offers.Wanted;
import dev.portico.subscription.testclock.TestClocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what is to be different about a subscription, and refuses what can't be.
@Component
final class Amendments {

    static final String PREVENT = "prevent_change";
    static final Set<String> ON_PAYMENT_FAILURE = Set.of("prevent_change", "apply_change");
    private static final Set<String> MODES = Set.of(Subscription.AUTOMATIC, Subscription.MANUAL);
    private static final Set<String> INTERVALS = Set.of("day", "week", "month", "year");
    private static final int LONGEST = 1_500;

    private final Offers offers;
    private final Parties parties;
    private final Discounts discounts;
    private final TestClocks clocks;

    /// A discount to be given.
    record WantedDiscount(@Nullable String id, @Nullable String effectiveFrom) {}

    Amendments(Offers offers, Parties parties, Discounts discounts, TestClocks clocks) {
        this.offers = offers;
        this.parties = parties;
        this.discounts = discounts;
        this.clocks = clocks;
    }

    /// @throws Refusal `invalid_field`, or why this subscription can't be changed so
    Amendment read(Caller caller, Subscription before, Patch patch) {
        if (before.isCanceled()) throw Refusal.of(ErrorCode.SUBSCRIPTION_UPDATE_WHEN_CANCELED);
        check(before, patch);
        Instant now = clocks.now(caller, before.testClockId());
        @Nullable
        ProrationMode mode = patch.text("proration_billing_mode", null) == null
                ? null
                : ProrationMode.read(Objects.requireNonNull(patch.text("proration_billing_mode", null)));
        @Nullable List<Item> items = patch.has("items") ? items(caller, before, patch, mode, now) : null;
        return new Amendment(
                items,
                mode,
                nextBilledAt(before, patch, mode, now),
                address(caller, before, patch),
                business(caller, before, patch),
                patch.has("discount") ? new Box<>(discount(caller, before, patch, now)) : null,
                patch.text("collection_mode", null),
                patch.has("billing_details") ? new Box<>(billingDetails(patch)) : null,
                customData(patch));
    }

    private static void check(Subscription before, Patch patch) {
        var fields = Fields.check();
        for (String needed : List.of("items", "address_id", "collection_mode", "next_billed_at", "customer_id"))
            if (patch.isNull(needed)) fields.wrong(needed, "must not be null");
        fields.matches(
                        "customer_id",
                        patch.text("customer_id", null),
                        before.customerId()::equals,
                        "can't be changed: a subscription stays with its customer")
                .matches(
                        "currency_code",
                        patch.text("currency_code", null),
                        before.currency()::equals,
                        "can't be changed")
                .oneOf("collection_mode", patch.text("collection_mode", null), MODES)
                .oneOf("on_payment_failure", patch.text("on_payment_failure", null), ON_PAYMENT_FAILURE)
                .orRefuse();
        boolean manual = Subscription.MANUAL.equals(patch.text("collection_mode", before.collectionMode()));
        boolean terms =
                before.billingDetails() != null || patch.has("billing_details") && !patch.isNull("billing_details");
        if (manual && !terms) throw Refusal.field("billing_details", "is required to collect manually");
    }

    private List<Item> items(
            Caller caller, Subscription before, Patch patch, @Nullable ProrationMode mode, Instant now) {
        if (before.scheduled() != null) throw Refusal.of(ErrorCode.SUBSCRIPTION_LOCKED_PENDING_CHANGES);
        if (mode == null) throw Refusal.field("proration_billing_mode", "is required to change items");
        boolean freely = mode == ProrationMode.DO_NOT_BILL || before.isTrialing();
        if (!freely && before.status() != SubscriptionStatus.ACTIVE)
            throw Refusal.field(
                    "proration_billing_mode",
                    "must be do_not_bill while it is " + before.status().wire());
        List<Wanted> wanted = Objects.requireNonNull(patch.list("items", Wanted.class, List.of()));
        Offers.check(wanted);
        var items = new ArrayList<Item>();
        for (int i = 0; i < wanted.size(); i++) items.add(item(caller, before, wanted.get(i), "items." + i, now));
        var seen = new HashSet<String>();
        if (!items.stream().allMatch(item -> seen.add(item.price().id())))
            throw Refusal.field("items", "must not name a price twice");
        addUp(items);
        return items;
    }

    private Item item(Caller caller, Subscription before, Wanted wanted, String path, Instant now) {
        var kept = before.items().stream()
                .filter(item -> item.price().id().equals(wanted.priceId()))
                .findFirst();
        Integer asked = wanted.quantity();
        int quantity = asked != null ? asked : kept.map(Item::quantity).orElse(1);
        if (kept.isPresent()) {
            var limits = kept.get().price().quantity();
            Fields.check()
                    .range(path + ".quantity", quantity, limits.minimum(), limits.maximum())
                    .orRefuse();
            return kept.get().times(quantity);
        }
        Offer offer = offers.offer(caller, wanted, quantity, before.currency(), path);
        if (!before.billingCycle().equals(BillingCycle.of(offer.price().billingCycle())))
            throw Refusal.field(path + ".price_id", "must have the subscription's billing cycle");
        return Item.of(offer.price(), offer.product(), quantity, now);
    }

    private static void addUp(List<Item> items) {
        try {
            long sum = items.stream()
                    .map(item -> item.unit().times(item.quantity()).minor())
                    .reduce(0L, Math::addExact);
            // No tax is more than what is taxed.
            long _ = Math.multiplyExact(sum, 2);
        } catch (ArithmeticException e) {
            throw Refusal.field("items", "add up to more than an amount can hold");
        }
    }

    private @Nullable Instant nextBilledAt(
            Subscription before, Patch patch, @Nullable ProrationMode mode, Instant now) {
        Instant at = patch.value("next_billed_at", Instant.class, null);
        if (at == null) return null;
        if (before.scheduled() != null) throw Refusal.of(ErrorCode.SUBSCRIPTION_LOCKED_PENDING_CHANGES);
        if (!before.isBilled()) throw Refusal.field("next_billed_at", "can't be set while nothing is billed");
        if (mode != ProrationMode.DO_NOT_BILL)
            throw Refusal.field("proration_billing_mode", "must be do_not_bill to move the next bill");
        Instant latest = before.billingCycle().end(now, 12);
        boolean possible = at.isAfter(now.plusSeconds(1_800)) && at.isBefore(latest);
        if (!possible)
            throw Refusal.field("next_billed_at", "must be at least half an hour and at most twelve periods from now");
        return at;
    }

    private @Nullable String address(Caller caller, Subscription before, Patch patch) {
        String id = patch.text("address_id", null);
        if (id != null) parties.expect(caller, before.customerId(), id, "address_id");
        return id;
    }

    private @Nullable Box<String> business(Caller caller, Subscription before, Patch patch) {
        if (!patch.has("business_id")) return null;
        String id = patch.text("business_id", null);
        if (id != null) parties.expect(caller, before.customerId(), id, "business_id");
        return new Box<>(id);
    }

    private @Nullable AppliedDiscount discount(Caller caller, Subscription before, Patch patch, Instant now) {
        WantedDiscount wanted = patch.value("discount", WantedDiscount.class, null);
        if (wanted == null) return null;
        Fields.check().required("discount.id", wanted.id).orRefuse();
        EffectiveFrom from = EffectiveFrom.read(wanted.effectiveFrom);
        DiscountData discount = discounts
                .find(caller, Objects.requireNonNull(wanted.id))
                .orElseThrow(() -> Refusal.field("discount.id", "is not a discount of this merchant"));
        Fields.check()
                .matches("discount.id", discount.status(), "active"::equals, "is archived")
                .matches("discount.id", discount.currencyCode(), before.currency()::equals, "is in another currency")
                .orRefuse();
        Instant starts =
                from == EffectiveFrom.IMMEDIATELY ? now : before.currentPeriod().endsAt();
        Integer periods = discount.recur() ? discount.maximumRecurringIntervals() : Integer.valueOf(1);
        return new AppliedDiscount(
                discount, starts, periods == null ? null : before.billingCycle().end(starts, periods));
    }

    private static @Nullable BillingDetails billingDetails(Patch patch) {
        BillingDetails details = patch.value("billing_details", BillingDetails.class, null);
        if (details == null) return null;
        var terms = details.paymentTerms();
        var fields = Fields.check()
                .text("billing_details.purchase_order_number", details.purchaseOrderNumber(), 100)
                .text("billing_details.additional_information", details.additionalInformation(), LONGEST)
                .required("billing_details.payment_terms", terms);
        if (terms != null)
            fields.required("billing_details.payment_terms.interval", terms.interval())
                    .oneOf("billing_details.payment_terms.interval", terms.interval(), INTERVALS)
                    .range("billing_details.payment_terms.frequency", terms.frequency(), 1, 999);
        fields.orRefuse();
        return details;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Box<Map<String, Object>> customData(Patch patch) {
        return patch.has("custom_data") ? new Box<>(patch.value("custom_data", Map.class, null)) : null;
    }
}
