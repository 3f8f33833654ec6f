package dev.portico.notification.webhook;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.notification.event.PublicEvents;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Notification settings over HTTP.
@RestController
@RequestMapping("/notification-settings")
@Needs("notification_setting")
final class NotificationSettingApi {

    private static final Set<String> SOURCES =
            Set.of(NotificationSetting.PLATFORM, NotificationSetting.SIMULATION, NotificationSetting.ALL);
    private static final int LONGEST_DESCRIPTION = 500;

    private final NotificationSettings settings;
    private final Surroundings surroundings;
    private final Ids ids;
    private final Clock clock;

    record NewSetting(
            @Nullable String description,
            @Nullable String destination,
            @Nullable String type,
            @Nullable Integer apiVersion,
            @Nullable Boolean includeSensitiveFields,
            @Nullable String trafficSource,
            @Nullable List<@Nullable String> subscribedEvents) {}

    NotificationSettingApi(NotificationSettings settings, Surroundings surroundings, Ids ids, Clock clock) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    NotificationSettingView create(Caller.Merchant caller, @RequestBody NewSetting request) {
        Fields fields = Fields.check()
                .required("description", request.description)
                .required("destination", request.destination)
                .required("type", request.type)
                .oneOf("type", request.type, Set.of("url"))
                .required("subscribed_events", request.subscribedEvents)
                .range("api_version", request.apiVersion, 1, 1);
        check(fields, request.description, request.destination, request.trafficSource, request.subscribedEvents);
        String id = ids.next("ntfset");
        var now = clock.instant();
        var setting = new NotificationSetting(
                id,
                caller.merchantId(),
                Objects.requireNonNull(request.description),
                Objects.requireNonNull(request.destination),
                true,
                Boolean.TRUE.equals(request.includeSensitiveFields),
                request.trafficSource == null ? NotificationSetting.PLATFORM : request.trafficSource,
                known(request.subscribedEvents),
                settings.newSecret(id),
                null,
                null,
                null,
                now,
                now);
        return view(settings.create(caller, setting));
    }

    @GetMapping
    Page<NotificationSettingView> list(
            Caller.Merchant caller,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(name = "traffic_source", required = false) @Nullable String source,
            @Paged(usual = 200) PageRequest page) {
        var wanted = Criteria.all().is("active", active).is("trafficSource", source);
        return settings.page(caller, wanted, page).map(this::view);
    }

    @GetMapping("/{id}")
    NotificationSettingView get(Caller.Merchant caller, @PathVariable String id) {
        return view(settings.get(caller, id));
    }

    @PatchMapping("/{id}")
    NotificationSettingView update(
            Caller.Merchant caller,
            @PathVariable String id,
            @Changes({
                        "description",
                        "destination",
                        "active",
                        "api_version",
                        "include_sensitive_fields",
                        "traffic_source",
                        "subscribed_events"
                    })
                    Patch patch) {
        var fields = Fields.check();
        for (String needed : List.of("description", "destination", "active", "subscribed_events"))
            if (patch.isNull(needed)) fields.wrong(needed, "must not be null");
        fields.range("api_version", patch.value("api_version", Integer.class, null), 1, 1);
        List<String> events = patch.list("subscribed_events", String.class, null);
        check(
                fields,
                patch.text("description", null),
                patch.text("destination", null),
                patch.text("traffic_source", null),
                events);
        return view(settings.change(caller, id, before -> changed(before, patch)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller.Merchant caller, @PathVariable String id) {
        settings.delete(caller, id);
    }

    /// A new secret; the old one stays good for a day where signatures have room for two.
    @PostMapping("/{id}/rotate-secret")
    NotificationSettingView rotate(Caller.Merchant caller, @PathVariable String id) {
        return view(settings.rotate(caller, id));
    }

    private NotificationSetting changed(NotificationSetting before, Patch patch) {
        boolean active = Boolean.TRUE.equals(patch.value("active", Boolean.class, before.active()));
        String destination = Objects.requireNonNull(patch.text("destination", before.destination()));
        boolean givenAnotherChance = active && !before.active() || !destination.equals(before.destination());
        return new NotificationSetting(
                before.id(),
                before.merchantId(),
                Objects.requireNonNull(patch.text("description", before.description())),
                destination,
                active,
                Boolean.TRUE.equals(
                        patch.value("include_sensitive_fields", Boolean.class, before.includeSensitiveFields())),
                Objects.requireNonNullElse(
                        patch.text("traffic_source", before.trafficSource()), NotificationSetting.PLATFORM),
                known(patch.list("subscribed_events", String.class, before.subscribedEvents())),
                before.sealedSecret(),
                before.formerSecret(),
                before.formerUntil(),
                givenAnotherChance ? null : before.failingSince(),
                before.createdAt(),
                clock.instant());
    }

    private void check(
            Fields fields,
            @Nullable String description,
            @Nullable String destination,
            @Nullable String source,
            @Nullable List<? extends @Nullable String> events) {
        fields.text("description", description, LONGEST_DESCRIPTION)
                .matches(
                        "destination",
                        destination,
                        text -> Destination.isAllowed(text, surroundings),
                        surroundings.isOpen() ? "must be an http or https address" : "must be a public https address")
                .oneOf("traffic_source", source, SOURCES)
                .matches("subscribed_events", events, list -> !list.isEmpty(), "must not be empty");
        if (events != null)
            for (int i = 0; i < events.size(); i++) {
                String name = events.get(i);
                if (name == null || PublicEvents.named(name).isEmpty())
                    fields.wrong("subscribed_events." + i, "is not an event type");
            }
        fields.orRefuse();
    }

    private static List<String> known(@Nullable List<? extends @Nullable String> events) {
        return Objects.requireNonNull(events).stream()
                .map(String::valueOf)
                .distinct()
                .sorted()
                .toList();
    }

    private NotificationSettingView view(NotificationSetting setting) {
        return NotificationSettingView.of(setting, settings.secret(setting));
    }
}
