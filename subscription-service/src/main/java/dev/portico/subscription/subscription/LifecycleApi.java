package dev.portico.subscription.subscription;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.money.Money;
import dev.portico.subscription.catalog.Prices.Offer;
import dev.portico.subscription.subscription.Offers.Wanted;
import dev.portico.subscription.tax.Taxes;
import dev.portico.subscription.testclock.TestClocks;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a merchant does to a subscription: pause, resume, start early, charge once.
@RestController
@RequestMapping("/subscriptions/{id}")
@Needs("subscription")
final class LifecycleApi {

    private static final Duration LATEST = Duration.ofDays(3_650);
    private static final String TO_COME = "must be a time to come, within ten years";
    private static final String CONTINUES = "continue_existing_billing_period";
    private static final Set<String> ON_RESUME = Set.of("start_new_billing_period", CONTINUES);

    private final Subscriptions subscriptions;
    private final Offers offers;
    private final SubscriptionViews views;
    private final Taxes taxes;
    private final Ids ids;
    private final TestClocks clocks;

    record PauseRequest(
            @Nullable String effectiveFrom,
            @Nullable Instant resumeAt,
            @Nullable String onResume) {}

    /// @param effectiveFrom `immediately`, or when
    record ResumeRequest(
            @Nullable String effectiveFrom, @Nullable String onResume) {}

    record OneTimeCharge(
            @Nullable String effectiveFrom,
            @Nullable List<@Nullable Wanted> items,
            @Nullable String onPaymentFailure) {}

    LifecycleApi(
            Subscriptions subscriptions,
            Offers offers,
            SubscriptionViews views,
            Taxes taxes,
            Ids ids,
            TestClocks clocks) {
        this.subscriptions = subscriptions;
        this.offers = offers;
        this.views = views;
        this.taxes = taxes;
        this.ids = ids;
        this.clocks = clocks;
    }

    @PostMapping("/pause")
    SubscriptionView pause(
            Caller.Merchant caller,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable PauseRequest request) {
        PauseRequest asked = request == null ? new PauseRequest(null, null, null) : request;
        Instant now = now(caller, id);
        Fields.check()
                .oneOf("on_resume", asked.onResume, ON_RESUME)
                .matches("resume_at", asked.resumeAt, at -> isToCome(at, now), TO_COME)
                .orRefuse();
        EffectiveFrom from = EffectiveFrom.read(asked.effectiveFrom);
        return views.of(
                caller,
                subscriptions.change(
                        caller, id, found -> found.pause(from, asked.resumeAt, isNewPeriod(asked.onResume), now)));
    }

    @PostMapping("/resume")
    SubscriptionView resume(
            Caller.Merchant caller,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ResumeRequest request) {
        ResumeRequest asked = request == null ? new ResumeRequest(null, null) : request;
        Fields.check().oneOf("on_resume", asked.onResume, ON_RESUME).orRefuse();
        boolean newPeriod = isNewPeriod(asked.onResume);
        Instant now = now(caller, id);
        @Nullable Instant at = resumesAt(asked.effectiveFrom, now);
        String chargeId = ids.next("chr");
        return views.of(
                caller,
                subscriptions.change(
                        caller,
                        id,
                        found -> at == null
                                ? found.resume(newPeriod, chargeId, now)
                                : found.resumeAt(at, newPeriod, now)));
    }

    @PostMapping("/activate")
    SubscriptionView activate(Caller.Merchant caller, @PathVariable String id) {
        String chargeId = ids.next("chr");
        Instant now = now(caller, id);
        return views.of(caller, subscriptions.change(caller, id, found -> found.activate(chargeId, now)));
    }

    @PostMapping("/charge")
    SubscriptionView charge(Caller.Merchant caller, @PathVariable String id, @RequestBody OneTimeCharge request) {
        String onFailure = request.onPaymentFailure == null ? Amendments.PREVENT : request.onPaymentFailure;
        var why = new ChargeRequest.Why(ids.next("chr"), ChargeRequest.CHARGE, null, onFailure);
        EffectiveFrom from = effectiveFrom(request);
        Instant now = now(caller, id);
        List<Extra> extras = extras(caller, subscriptions.get(caller, id), request);
        return views.of(caller, subscriptions.change(caller, id, found -> found.chargeOnce(extras, from, why, now)));
    }

    /// What a charge would come to. Nothing happens.
    @PostMapping("/charge/preview")
    @Needs("subscription.read")
    SubscriptionPreview preview(Caller.Merchant caller, @PathVariable String id, @RequestBody OneTimeCharge request) {
        Subscription before = subscriptions.get(caller, id);
        Instant now = clocks.now(caller, before.testClockId());
        EffectiveFrom from = effectiveFrom(request);
        List<Extra> extras = extras(caller, before, request);
        var why = new ChargeRequest.Why("chr_preview", ChargeRequest.CHARGE, null, null);
        Subscription next = before.chargeOnce(extras, from, why, now).state();
        Bill immediate = from == EffectiveFrom.IMMEDIATELY
                ? new Bill(extras, Money.zero(before.currency()))
                : Bill.nothing(before.currency());
        return SubscriptionPreview.of(next, immediate, taxes.of(caller), now);
    }

    private static EffectiveFrom effectiveFrom(OneTimeCharge request) {
        Fields.check()
                .required("effective_from", request.effectiveFrom)
                .oneOf("on_payment_failure", request.onPaymentFailure, Amendments.ON_PAYMENT_FAILURE)
                .orRefuse();
        return EffectiveFrom.read(request.effectiveFrom);
    }

    private List<Extra> extras(Caller caller, Subscription subscription, OneTimeCharge request) {
        List<? extends @Nullable Wanted> items = request.items;
        Offers.check(items);
        var extras = new ArrayList<Extra>();
        for (int i = 0; items != null && i < items.size(); i++) {
            Wanted wanted = Objects.requireNonNull(items.get(i));
            String path = "items." + i;
            Integer asked = wanted.quantity();
            int quantity = asked == null ? 1 : asked;
            Offer offer = offers.offer(caller, wanted, quantity, subscription.currency(), path);
            if (offer.price().billingCycle() != null)
                throw Refusal.field(path + ".price_id", "must be a price that is paid once");
            extras.add(new Extra(offer.price(), offer.product(), quantity, null));
        }
        addUp(extras, subscription);
        return extras;
    }

    private static void addUp(List<Extra> extras, Subscription with) {
        try {
            Money sum = Stream.of(extras, with.nextBill().extras(), with.recurring())
                    .flatMap(List::stream)
                    .map(extra -> extra.entry().asked())
                    .reduce(Money.zero(with.currency()), Money::plus);
            // No tax is more than what is taxed.
            var _ = sum.times(2);
        } catch (ArithmeticException e) {
            throw Refusal.field("items", "add up to more than an amount can hold");
        }
    }

    private Instant now(Caller caller, String id) {
        return clocks.now(caller, subscriptions.get(caller, id).testClockId());
    }

    private static boolean isToCome(Instant at, Instant now) {
        return at.isAfter(now) && at.isBefore(now.plus(LATEST));
    }

    private static boolean isNewPeriod(@Nullable String onResume) {
        return !CONTINUES.equals(onResume);
    }

    private static @Nullable Instant resumesAt(@Nullable String text, Instant now) {
        if (text == null || text.equals("immediately")) return null;
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            if (isToCome(at, now)) return at;
        } catch (DateTimeException e) {
            // Said below: it is neither the word nor a time to come.
        }
        throw Refusal.field("effective_from", "must be immediately, or a time to come, within ten years");
    }
}
