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
import java.util.Set;
import org.bson.conversions.Bson;
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

    private final Discounts discounts;
    private final Restrictions restrictions;
    private final Ids ids;
    private final Clock clock;

    DiscountApi(Discounts discounts, Restrictions restrictions, Ids ids, Clock clock) {
        this.discounts = discounts;
        this.restrictions = restrictions;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    DiscountData create(Caller.Merchant caller, @RequestBody OfferRequest request) {
        Offer offer = withCode(request.checked());
        restrictions.check(caller, offer.restrictTo());
        var discount = Discount.of(ids.next("dsc"), caller.merchantId(), offer, clock.instant());
        return shown(discounts.create(caller, discount));
    }

    @GetMapping
    Page<DiscountData> list(
            Caller.Merchant caller,
            @RequestParam(name = "id", required = false) @Nullable List<String> ids,
            @RequestParam(name = "code", required = false) @Nullable List<String> codes,
            @RequestParam(name = "mode", required = false) @Nullable List<String> modes,
            @RequestParam(name = "status", defaultValue = "active") List<String> statuses,
            @RequestParam(required = false) @Nullable String search,
            @Paged(by = {"id", "created_at", "updated_at"}) PageRequest page) {
        Fields.check().text("search", search, 100).orRefuse();
        Bson filter = Criteria.all()
                .anyOf("id", ids)
                .anyOf(
                        "codeKey",
                        codes == null
                                ? null
                                : codes.stream().map(DiscountApi::key).toList())
                .anyOf("offer.mode", modes)
                .search(search, "id", "offer.code", "offer.description")
                .and(standing(statuses))
                .filter();
        return discounts.page(caller, filter, page).map(this::shown);
    }

    @GetMapping("/{id}")
    DiscountData get(Caller.Merchant caller, @PathVariable String id) {
        return shown(discounts.get(caller, id));
    }

    @PatchMapping("/{id}")
    DiscountData update(
            Caller.Merchant caller,
            @PathVariable String id,
            @Changes({
                        "status",
                        "description",
                        "enabled_for_checkout",
                        "code",
                        "type",
                        "mode",
                        "amount",
                        "currency_code",
                        "recur",
                        "maximum_recurring_intervals",
                        "usage_limit",
                        "restrict_to",
                        "expires_at",
                        "custom_data"
                    })
                    Patch patch) {
        var fields = Fields.check();
        for (String needed : List.of("status", "enabled_for_checkout", "mode", "recur"))
            if (patch.isNull(needed)) fields.wrong(needed, "must not be null");
        fields.oneOf("status", patch.text("status", null), Set.of("active", "archived"))
                .orRefuse();
        restrictions.check(caller, patch.list("restrict_to", String.class, null));
        return shown(discounts.change(caller, id, found -> {
            Offer next = withCode(OfferRequest.of(found.offer(), patch).checked());
            boolean archive = "archived".equals(patch.text("status", found.isArchived() ? "archived" : "active"));
            return found.updated(next, archive, clock.instant());
        }));
    }

    // What customers are to type must have something to type.
    private static Offer withCode(Offer offer) {
        boolean lacking = offer.enabledForCheckout() && offer.code() == null;
        return lacking ? offer.coded(Secrets.hex(5).toUpperCase(Locale.ROOT)) : offer;
    }

    private Bson standing(List<String> statuses) {
        Instant now = clock.instant();
        return Filters.or(
                statuses.stream().map(status -> standing(status.strip(), now)).toList());
    }

    // An archived one is nothing else; one that has expired is not also used up.
    private static Bson standing(String status, Instant now) {
        Bson open = Filters.ne("archived", true);
        Bson unexpired = Filters.not(Filters.lte("offer.expiresAt", now));
        return switch (status) {
            case "active" -> Filters.and(open, unexpired, Filters.ne("usedUp", true));
            case "used" -> Filters.and(open, unexpired, Filters.eq("usedUp", true));
            case "expired" -> Filters.and(open, Filters.lte("offer.expiresAt", now));
            case "archived" -> Filters.eq("archived", true);
            default -> Filters.eq("_id", "");
        };
    }

    private static String key(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }

    private DiscountData shown(Discount discount) {
        return discount.data(clock.instant());
    }
}
