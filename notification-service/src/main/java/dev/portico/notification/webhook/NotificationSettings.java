package dev.portico.notification.webhook;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where merchants want to hear of what.
@Component
final class NotificationSettings {

    private static final int MOST_ACTIVE = 10;
    private static final Duration OVERLAP = Duration.ofHours(24);

    private final Aggregates<NotificationSetting> settings;
    private final Sealer sealer;
    private final Clock clock;

    NotificationSettings(Stores stores, Sealer sealer, Clock clock) {
        this.settings = stores.aggregates("notification_settings", NotificationSetting.class, Topic.NOTIFICATION)
                .index("active");
        this.sealer = sealer;
        this.clock = clock;
    }

    NotificationSetting get(Caller caller, String id) {
        return settings.get(caller, id);
    }

    Optional<NotificationSetting> find(Caller caller, String id) {
        return settings.find(caller, id);
    }

    Page<NotificationSetting> page(Caller caller, @Nullable Boolean active, PageRequest page) {
        return settings.page(caller, Criteria.all().is("active", active).filter(), page);
    }

    /// Those that want to hear of such an event.
    List<NotificationSetting> wanting(Caller caller, String eventType) {
        return page(caller, true, new PageRequest(MOST_ACTIVE, null, false)).items().stream()
                .filter(setting -> setting.wants(eventType))
                .toList();
    }

    /// @throws Refusal `conflict` if ten are active already
    NotificationSetting create(Caller caller, NotificationSetting setting) {
        if (setting.active()) refuseMore(caller);
        return settings.create(caller, Change.to(setting));
    }

    NotificationSetting change(Caller caller, String id, UnaryOperator<NotificationSetting> change) {
        return settings.change(caller, id, before -> {
            NotificationSetting after = change.apply(before);
            if (after.active() && !before.active()) refuseMore(caller);
            return Change.to(after);
        });
    }

    void delete(Caller caller, String id) {
        get(caller, id);
        settings.delete(caller, id);
    }

    /// A new secret. The old one goes on signing beside it for a day, where there is room for two.
    NotificationSetting rotate(Caller caller, String id) {
        String sealed = newSecret(id);
        Instant now = clock.instant();
        return change(caller, id, before -> before.rotated(sealed, now.plus(OVERLAP), now));
    }

    /// A secret as Paddle shapes it, sealed for the setting of that id.
    String newSecret(String id) {
        String random = Secrets.token()
                .replaceAll("[^A-Za-z0-9]", "")
                .concat(Secrets.hex(16))
                .substring(0, 32);
        return sealer.seal("pdl_" + id + "_" + random, id);
    }

    String secret(NotificationSetting setting) {
        return sealer.open(setting.sealedSecret(), setting.id());
    }

    /// What a delivery is signed with now, the newest first.
    List<String> secrets(NotificationSetting setting, Instant now) {
        var secrets = new ArrayList<>(List.of(secret(setting)));
        if (setting.formerSecret() != null && setting.formerUntil() != null && now.isBefore(setting.formerUntil()))
            secrets.add(sealer.open(setting.formerSecret(), setting.id()));
        return secrets;
    }

    private void refuseMore(Caller caller) {
        long active = settings.page(caller, Filters.eq("active", true), new PageRequest(MOST_ACTIVE, null, false))
                .items()
                .size();
        if (active >= MOST_ACTIVE)
            throw Refusal.of(ErrorCode.CONFLICT, "Ten notification settings are active already. Deactivate one first.");
    }
}
