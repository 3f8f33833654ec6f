package dev.portico.subscription.subscription;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.subscription.merchant.Merchants;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Subscriptions over HTTP.
@RestController
@RequestMapping("/subscriptions")
final class SubscriptionApi {

    private final Subscriptions subscriptions;
    private final Merchants merchants;
    private final MeterRegistry meters;
    private final Clock clock;

    record CancelRequest(@Nullable String effectiveFrom) {}

    SubscriptionApi(Subscriptions subscriptions, Merchants merchants, MeterRegistry meters, Clock clock) {
        this.subscriptions = subscriptions;
        this.merchants = merchants;
        this.meters = meters;
        this.clock = clock;
    }

    @GetMapping
    Page<SubscriptionView> list(
            Caller caller,
            @RequestParam(name = "customer_id", required = false) @Nullable String customerId,
            @RequestParam(required = false) @Nullable String status,
            PageRequest page) {
        List<Bson> filters = new ArrayList<>();
        if (customerId != null) filters.add(Filters.in("customerId", customerId.split(",")));
        if (status != null) filters.add(Filters.in("status", statuses(status)));
        Bson filter = filters.isEmpty() ? Filters.empty() : Filters.and(filters);
        String portal = portal(caller);
        return subscriptions.page(caller, filter, page).map(found -> SubscriptionView.of(found, portal));
    }

    @GetMapping("/{id}")
    SubscriptionView get(Caller caller, @PathVariable String id) {
        return view(caller, subscriptions.get(caller, id));
    }

    @PostMapping("/{id}/cancel")
    SubscriptionView cancel(
            Caller caller, @PathVariable String id, @RequestBody(required = false) @Nullable CancelRequest request) {
        EffectiveFrom from = EffectiveFrom.read(request == null ? null : request.effectiveFrom);
        if (caller instanceof Caller.Customer && from == EffectiveFrom.IMMEDIATELY)
            throw Refusal.of(ErrorCode.FORBIDDEN, "Customers cancel at the end of what they have paid for.");
        Subscription changed = subscriptions.change(caller, id, found -> found.cancel(from, clock.instant()));
        meters.counter("subscriptions.cancellations", "from", from.name().toLowerCase(Locale.ROOT))
                .increment();
        return view(caller, changed);
    }

    @PatchMapping("/{id}")
    SubscriptionView update(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
        var patch = new Patch(body, Set.of("scheduled_change"));
        Fields.check()
                .matches(
                        "scheduled_change", patch, asked -> asked.isNull("scheduled_change"), "can only be set to null")
                .orRefuse();
        return view(caller, subscriptions.change(caller, id, found -> found.keep(clock.instant())));
    }

    private SubscriptionView view(Caller caller, Subscription subscription) {
        return SubscriptionView.of(subscription, portal(caller));
    }

    private String portal(Caller caller) {
        return merchants.portal(caller).orElse("");
    }

    private static List<String> statuses(String list) {
        return Arrays.stream(list.split(","))
                .map(word -> word.strip().toUpperCase(Locale.ROOT))
                .toList();
    }
}
