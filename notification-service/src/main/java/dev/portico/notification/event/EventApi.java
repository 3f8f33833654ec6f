package dev.portico.notification.event;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What happened, over HTTP.
@RestController
@Needs("notification")
final class EventApi {

    private final EventLog log;

    EventApi(EventLog log) {
        this.log = log;
    }

    @GetMapping("/events")
    Page<EventView> list(
            Caller.Merchant caller,
            @RequestParam(name = "event_type", required = false) @Nullable List<String> types,
            @Paged PageRequest page) {
        var wanted = Criteria.all().anyOf("type", types);
        return log.page(caller, wanted.filter(), page).map(EventView::of);
    }

    /// Every event that a merchant can subscribe to.
    @GetMapping("/event-types")
    List<PublicEvents.Described> types(Caller.Merchant caller) {
        return PublicEvents.all().toList();
    }
}
