package dev.portico.notification.webhook;

import dev.portico.notification.event.PublicEvents;
import java.util.List;
import java.util.Optional;

/// A notification setting as the API shows it.
record NotificationSettingView(
        String id,
        String description,
        String type,
        String destination,
        boolean active,
        int apiVersion,
        boolean includeSensitiveFields,
        String trafficSource,
        List<PublicEvents.Described> subscribedEvents,
        String endpointSecretKey) {

    static NotificationSettingView of(NotificationSetting setting, String secret) {
        return new NotificationSettingView(
                setting.id(),
                setting.description(),
                "url",
                setting.destination(),
                setting.active(),
                1,
                setting.includeSensitiveFields(),
                setting.trafficSource(),
                setting.subscribedEvents().stream()
                        .map(PublicEvents::named)
                        .flatMap(Optional::stream)
                        .toList(),
                secret);
    }
}
