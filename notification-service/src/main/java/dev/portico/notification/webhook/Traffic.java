package dev.portico.notification.webhook;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which calls are under way, and whom to call next. A merchant with as many calls under way as are still free gets no
/// more: one alone may have half of them, and the last are for those who have none, however many slow endpoints others
/// have.
final class Traffic {

    private final int atOnce;
    private final int atOncePerEndpoint;
    private final Map<String, Circuit> endpoints = new HashMap<>();
    private final Map<String, Integer> merchants = new HashMap<>();
    private int underWay;

    /// Who is not to be called now.
    record Avoided(List<String> endpoints, List<String> merchants) {}

    Traffic(WebhookSettings limits) {
        this.atOnce = limits.atOnce();
        this.atOncePerEndpoint = limits.atOncePerEndpoint();
    }

    synchronized boolean isFull() {
        return underWay >= atOnce;
    }

    synchronized Avoided avoidedAt(Instant now) {
        endpoints.values().removeIf(circuit -> circuit.isHistoryAt(now));
        int free = atOnce - underWay;
        return new Avoided(
                endpoints.entrySet().stream()
                        .filter(endpoint -> endpoint.getValue().restsAt(now)
                                || endpoint.getValue().isBusy(atOncePerEndpoint))
                        .map(Map.Entry::getKey)
                        .toList(),
                merchants.entrySet().stream()
                        .filter(merchant -> merchant.getValue() >= free)
                        .map(Map.Entry::getKey)
                        .toList());
    }

    synchronized void begin(Notification notification) {
        underWay++;
        merchants.merge(notification.merchantId(), 1, Integer::sum);
        circuit(notification).begin();
    }

    synchronized void end(Notification notification) {
        underWay--;
        merchants.computeIfPresent(notification.merchantId(), (_, calls) -> calls == 1 ? null : calls - 1);
        circuit(notification).end();
    }

    synchronized void succeeded(Notification notification) {
        circuit(notification).succeeded();
    }

    /// @return until when its endpoint is left alone, if that begins now
    synchronized Optional<Instant> failed(Notification notification, Instant now) {
        Circuit circuit = circuit(notification);
        return circuit.failed(now) ? Optional.of(circuit.restsUntil()) : Optional.empty();
    }

    synchronized long restingAt(Instant now) {
        return endpoints.values().stream()
                .filter(circuit -> circuit.restsAt(now))
                .count();
    }

    private Circuit circuit(Notification notification) {
        return endpoints.computeIfAbsent(notification.settingId(), _ -> new Circuit());
    }
}
