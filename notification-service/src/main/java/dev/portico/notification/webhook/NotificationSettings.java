package dev.portico.notification.webhook;

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
import org.springframework.stereotype.Component;

/// Where merchants want to hear of what.
@Component
final class NotificationSettings {

    private static final int MOST_ACTIVE = 10;
    // Should there ever be more than may be, they are told all the same.
    private static final int MOST_TOLD = 50;
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

    Page<NotificationSetting> page(Caller caller, Criteria wanted, PageRequest page) {
        return settings.page(caller, wanted.filter(), page);
    }

    /// Those that want to hear of such an event.
    List<NotificationSetting> wanting(Caller caller, String eventType) {
        return active(caller, MOST_TOLD).stream()
                .filter(setting -> setting.wants(eventType))
                .toList();
    }

    /// @throws Refusal `notification_maximum_active_settings_reached`
    NotificationSetting create(Caller caller, NotificationSetting setting) {
        refuseMoreThan(MOST_ACTIVE - 1, caller);
        NotificationSetting created = settings.create(caller, Change.to(setting));
        try {
            // Others may have been made at the same time.
            refuseMoreThan(MOST_ACTIVE, caller);
        } catch (Refusal e) {
            settings.delete(caller, created.id());
            throw e;
        }
        return created;
    }

    NotificationSetting change(Caller caller, String id, UnaryOperator<NotificationSetting> change) {
        return settings.change(caller, id, before -> {
            NotificationSetting after = change.apply(before);
            if (after.active() && !before.active()) refuseMoreThan(MOST_ACTIVE - 1, caller);
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

    private void refuseMoreThan(int most, Caller caller) {
        if (active(caller, most + 1).size() > most)
            throw Refusal.of(ErrorCode.NOTIFICATION_MAXIMUM_ACTIVE_SETTINGS_REACHED);
    }

    private List<NotificationSetting> active(Caller caller, int most) {
        return page(caller, Criteria.all().is("active", true), new PageRequest(most, null, false))
                .items();
    }
}
