package dev.portico.subscription.discount;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.DiscountData;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A merchant's discounts over HTTP.
@RestController
@RequestMapping("/discounts")
@Needs("discount")
final class DiscountApi {

    private static final List<String> NEVER_EMPTY =
            List.of("description", "type", "mode", "amount", "status", "enabled_for_checkout", "recur");

    private final Discounts discounts;
    private final Ids ids;
    private final Clock clock;

    record NewDiscount(
            @Nullable String description,
            @Nullable String type,
            @Nullable String mode,
            @Nullable String amount,
            @Nullable String currencyCode,
            @Nullable Boolean enabledForCheckout,
            @Nullable String code,
            @Nullable Boolean recur,
            @Nullable Integer maximumRecurringIntervals,
            @Nullable Integer usageLimit,
            @Nullable List<String> restrictTo,
            @Nullable Instant expiresAt,
            @Nullable Map<String, Object> customData) {}

    DiscountApi(Discounts discounts, Ids ids, Clock clock) {
        this.discounts = discounts;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    DiscountData create(Caller.Merchant caller, @RequestBody NewDiscount request) {
        Instant now = clock.instant();
        boolean atCheckout = Boolean.TRUE.equals(request.enabledForCheckout);
        @SuppressWarnings("NullAway") // the rules say what is missing
        var wanted = new DiscountData(
                ids.next("dsc"),
                "active",
                request.description,
                atCheckout,
                request.code == null && atCheckout ? newCode() : request.code,
                request.type,
                request.mode == null ? "standard" : request.mode,
                request.amount,
                request.currencyCode,
                Boolean.TRUE.equals(request.recur),
                request.maximumRecurringIntervals,
                request.usageLimit,
                request.restrictTo,
                request.expiresAt,
                request.customData,
                0,
                null,
                now,
                now,
                null);
        DiscountRules.check(wanted);
        return discounts.create(caller, wanted);
    }

    @GetMapping
    Page<DiscountData> list(
            Caller.Merchant caller,
            @RequestParam(defaultValue = "active") List<String> status,
            @RequestParam(required = false) @Nullable List<String> id,
            @RequestParam(required = false) @Nullable List<String> code,
            @RequestParam(required = false) @Nullable String mode,
            @RequestParam(required = false) @Nullable String search,
            @Paged(by = {"id", "created_at"}) PageRequest page) {
        var wanted = Criteria.all()
                .anyOf("status", status)
                .anyOf("id", id)
                .search(search, "data.description", "data.code")
                .is("data.mode", mode);
        if (code != null)
            wanted.and(Filters.in(
                    "codeKey",
                    code.stream()
                            .map(word -> word.strip().toUpperCase(Locale.ROOT))
                            .toList()));
        return discounts.page(caller, wanted.filter(), page);
    }

    @GetMapping("/{id}")
    DiscountData get(Caller.Merchant caller, @PathVariable String id) {
        return discounts.get(caller, id);
    }

    @PatchMapping("/{id}")
    DiscountData update(
            Caller.Merchant caller,
            @PathVariable String id,
            @Changes({
                        "description",
                        "type",
                        "mode",
                        "amount",
                        "currency_code",
                        "enabled_for_checkout",
                        "code",
                        "recur",
                        "maximum_recurring_intervals",
                        "usage_limit",
                        "restrict_to",
                        "expires_at",
                        "custom_data",
                        "status"
                    })
                    Patch patch) {
        var fields = Fields.check();
        for (String needed : NEVER_EMPTY) if (patch.isNull(needed)) fields.wrong(needed, "must not be null");
        fields.orRefuse();
        return discounts.change(caller, id, before -> changed(before, patch));
    }

    @SuppressWarnings("unchecked")
    private DiscountData changed(DiscountData before, Patch patch) {
        var changed = new DiscountData(
                before.id(),
                Objects.requireNonNull(patch.text("status", before.status())),
                Objects.requireNonNull(patch.text("description", before.description())),
                Boolean.TRUE.equals(patch.value("enabled_for_checkout", Boolean.class, before.enabledForCheckout())),
                patch.text("code", before.code()),
                Objects.requireNonNull(patch.text("type", before.type())),
                Objects.requireNonNull(patch.text("mode", before.mode())),
                Objects.requireNonNull(patch.text("amount", before.amount())),
                patch.text("currency_code", before.currencyCode()),
                Boolean.TRUE.equals(patch.value("recur", Boolean.class, before.recur())),
                patch.value("maximum_recurring_intervals", Integer.class, before.maximumRecurringIntervals()),
                patch.value("usage_limit", Integer.class, before.usageLimit()),
                patch.list("restrict_to", String.class, before.restrictTo()),
                patch.value("expires_at", Instant.class, before.expiresAt()),
                patch.value("custom_data", Map.class, before.customData()),
                before.timesUsed(),
                before.discountGroupId(),
                before.createdAt(),
                clock.instant(),
                before.importMeta());
        DiscountRules.check(changed);
        return changed;
    }

    // Ten characters that nobody guesses while he types.
    private static String newCode() {
        return Secrets.hex(5).toUpperCase(Locale.ROOT);
    }
}
