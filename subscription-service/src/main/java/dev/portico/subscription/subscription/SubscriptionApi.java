package dev.portico.subscription.subscription;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.PortalConfigurationData.CustomerActions;
import dev.portico.subscription.merchant.Merchants;
import dev.portico.subscription.settings.Settings;
import dev.portico.subscription.settings.SubscriptionSettings.RefundOnCancel;
import dev.portico.subscription.subscription.Amendment.Amended;
import dev.portico.subscription.tax.Taxes;
import dev.portico.subscription.tax.Taxing;
import dev.portico.subscription.testclock.TestClocks;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Subscriptions over HTTP.
@RestController
@RequestMapping("/subscriptions")
@Needs("subscription")
final class SubscriptionApi {

    private static final Set<String> INCLUDES = Set.of("next_transaction", "recurring_transaction_details");

    private final Subscriptions subscriptions;
    private final Amendments amendments;
    private final SubscriptionViews views;
    private final Merchants merchants;
    private final Taxes taxes;
    private final MeterRegistry meters;
    private final Settings settings;
    private final TestClocks clocks;
    private final Ids ids;

    record CancelRequest(@Nullable String effectiveFrom) {}

    SubscriptionApi(
            Subscriptions subscriptions,
            Amendments amendments,
            SubscriptionViews views,
            Merchants merchants,
            Taxes taxes,
            MeterRegistry meters,
            Settings settings,
            TestClocks clocks,
            Ids ids) {
        this.subscriptions = subscriptions;
        this.amendments = amendments;
        this.views = views;
        this.merchants = merchants;
        this.taxes = taxes;
        this.meters = meters;
        this.settings = settings;
        this.clocks = clocks;
        this.ids = ids;
    }

    @GetMapping
    Page<SubscriptionView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable List<String> id,
            @RequestParam(name = "customer_id", required = false) @Nullable List<String> customerIds,
            @RequestParam(name = "address_id", required = false) @Nullable List<String> addressIds,
            @RequestParam(name = "price_id", required = false) @Nullable List<String> priceIds,
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(name = "collection_mode", required = false) @Nullable String collectionMode,
            @RequestParam(name = "scheduled_change_action", required = false) @Nullable List<String> actions,
            @Paged PageRequest page) {
        var wanted = Criteria.all()
                .anyOf("id", id)
                .anyOf("customerId", customerIds)
                .anyOf("addressId", addressIds)
                .anyOf("items.price._id", priceIds)
                .anyOf("status", upper(status))
                .is("collectionMode", collectionMode)
                .anyOf("scheduledAction", actions);
        return views.of(caller, subscriptions.page(caller, wanted.filter(), page));
    }

    @GetMapping("/{id}")
    SubscriptionView get(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable List<String> include) {
        Fields.check()
                .matches(
                        "include",
                        include,
                        INCLUDES::containsAll,
                        "must be next_transaction or recurring_transaction_details")
                .orRefuse();
        return views.of(caller, subscriptions.get(caller, id), include == null ? List.of() : include);
    }

    @PostMapping("/{id}/cancel")
    SubscriptionView cancel(
            Caller caller, @PathVariable String id, @RequestBody(required = false) @Nullable CancelRequest request) {
        merchants.requireAllowed(caller, CustomerActions::cancel);
        EffectiveFrom from = EffectiveFrom.read(request == null ? null : request.effectiveFrom);
        if (caller instanceof Caller.Customer && from == EffectiveFrom.IMMEDIATELY)
            throw Refusal.of(ErrorCode.FORBIDDEN, "Customers cancel at the end of what they have paid for.");
        RefundOnCancel rule = settings.of(caller).refundOnCancel();
        String refundId = ids.next("rfr");
        Instant now = now(caller, id);
        Subscription changed = subscriptions.change(
                caller, id, found -> found.givingBack(found.cancel(from, now), rule, refundId, now));
        meters.counter("subscriptions.cancellations", "from", from.name().toLowerCase(Locale.ROOT))
                .increment();
        return views.of(caller, changed);
    }

    /// Changes what is named. A customer may take back what is scheduled, and nothing else.
    @PatchMapping("/{id}")
    SubscriptionView update(
            Caller caller,
            @PathVariable String id,
            @Changes({
                        "scheduled_change",
                        "items",
                        "proration_billing_mode",
                        "on_payment_failure",
                        "next_billed_at",
                        "discount",
                        "customer_id",
                        "address_id",
                        "business_id",
                        "currency_code",
                        "collection_mode",
                        "billing_details",
                        "custom_data"
                    })
                    Patch patch) {
        Instant now = now(caller, id);
        if (isUndo(patch)) {
            return views.of(caller, subscriptions.change(caller, id, found -> found.keep(now)));
        }
        if (!(caller instanceof Caller.Merchant))
            throw Refusal.of(ErrorCode.FORBIDDEN, "Customers take back what is scheduled, and nothing else.");
        String chargeId = ids.next("chr");
        Amendment amendment = amendments.read(caller, subscriptions.settled(caller, id), patch);
        String onFailure = patch.text("on_payment_failure", Amendments.PREVENT);
        var why = new ChargeRequest.Why(chargeId, ChargeRequest.UPDATE, null, onFailure);
        Taxing taxing = taxes.of(caller);
        Subscription changed = subscriptions.change(caller, id, before -> amended(amendment, before, taxing, why, now));
        return views.of(caller, changed);
    }

    /// What a change would come to. Nothing happens.
    @PatchMapping("/{id}/preview")
    @Needs("subscription.read")
    SubscriptionPreview preview(
            Caller.Merchant caller,
            @PathVariable String id,
            @Changes({
                        "items",
                        "proration_billing_mode",
                        "on_payment_failure",
                        "next_billed_at",
                        "discount",
                        "customer_id",
                        "address_id",
                        "business_id",
                        "currency_code",
                        "collection_mode",
                        "billing_details",
                        "custom_data",
                        "scheduled_change"
                    })
                    Patch patch) {
        Subscription before = subscriptions.get(caller, id);
        Instant now = clocks.now(caller, before.testClockId());
        Taxing taxing = taxes.of(caller);
        if (isUndo(patch))
            return SubscriptionPreview.of(before.keep(now).state(), Bill.nothing(before.currency()), taxing, now);
        Amended amended = amendments.read(caller, before, patch).of(before, taxing, now);
        return SubscriptionPreview.of(amended.next(), amended.now(), taxing, now);
    }

    private static Change<Subscription> amended(
            Amendment amendment, Subscription before, Taxing taxing, ChargeRequest.Why why, Instant now) {
        if (before.isCanceled()) throw Refusal.of(ErrorCode.SUBSCRIPTION_UPDATE_WHEN_CANCELED);
        before.refuseIfChanging();
        Amended amended = amendment.of(before, taxing, now);
        return Debts.charged(
                Subscription.updated(amended.next()),
                ChargeRequest.of(amended.next(), amended.now(), why),
                Amendments.PREVENT.equals(why.onPaymentFailure()) ? before.items() : null);
    }

    private Instant now(Caller caller, String id) {
        return clocks.now(caller, subscriptions.get(caller, id).testClockId());
    }

    private static boolean isUndo(Patch patch) {
        if (!patch.has("scheduled_change")) return false;
        Fields.check()
                .matches(
                        "scheduled_change", patch, asked -> asked.isNull("scheduled_change"), "can only be set to null")
                .matches("scheduled_change", patch, asked -> asked.size() == 1, "must be set by itself")
                .orRefuse();
        return true;
    }

    private static @Nullable List<String> upper(@Nullable List<String> status) {
        return status == null
                ? null
                : status.stream()
                        .map(word -> word.strip().toUpperCase(Locale.ROOT))
                        .toList();
    }
}
