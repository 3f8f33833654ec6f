package dev.portico.standalone;

import dev.portico.embedded.kafka.EmbeddedKafka;
import dev.portico.embedded.mailbox.Mailbox;
import dev.portico.embedded.store.EmbeddedStore;
import dev.portico.vault.Vault;
import java.util.Map;
import java.util.TreeMap;

/// What each application is told, because it runs here and not alone.
record Settings(
        Keys keys, Map<Part, Integer> ports, EmbeddedKafka kafka, EmbeddedStore store, Mailbox mailbox, Vault vault) {

    /// As command-line arguments, which are stronger than the application's own file.
    String[] of(Part part) {
        var settings = new TreeMap<String, Object>();
        settings.put("spring.config.name", part.id());
        settings.put("server.port", ports.get(part));
        settings.put("portico.service.topics.partitions", 3);
        settings.put("portico.service.consumer.threads", 1);
        settings.put("portico.service.documentation", "http://localhost:" + ports.get(Part.GATEWAY) + "/docs");
        if (part == Part.GATEWAY) {
            gateway(settings);
        } else {
            settings.put("server.address", "127.0.0.1");
            settings.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
            // After a kill the next start takes its predecessor's place at once, instead of waiting until the broker
            // misses it.
            settings.put("spring.kafka.consumer.properties.group.instance.id", part.id());
            settings.put("spring.mongodb.uri", store.connectionString("portico_" + part.id()));
            settings.put("portico.service.keys.token", keys.publicToken());
            settings.put("portico.service.keys.sealing", keys.sealing());
            // A merchant who tries it out here has his back end here, too.
            settings.put("portico.webhooks.allow-private", "127.0.0.0/8,::1/128");
            settings.put("spring.mail.host", "127.0.0.1");
            settings.put("spring.mail.port", mailbox.smtpPort());
            settings.put("portico.auth.portal-url-pattern", "http://{slug}.localhost:" + ports.get(Part.GATEWAY));
        }
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    private void gateway(Map<String, Object> settings) {
        settings.put("portico.service.keys.token", keys.token().toJSONString());
        settings.put("portico.gateway.operator-key", keys.operator());
        settings.put("portico.gateway.payment-form", "http://localhost:" + vault.port() + "/form");
        ports.forEach((service, port) -> {
            if (service != Part.GATEWAY)
                settings.put("portico.gateway.services." + service.id(), "http://127.0.0.1:" + port);
        });
    }
}
