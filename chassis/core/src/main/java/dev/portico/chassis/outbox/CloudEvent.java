package dev.portico.chassis.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portico.chassis.observability.Trace;
import java.util.Date;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;

/// A waiting event as a Kafka record: CloudEvents 1.0, binary mode.
final class CloudEvent {

    private CloudEvent() {}

    static ProducerRecord<String, byte[]> of(Document owner, Document event, String topic, String source) {
        String merchant = owner.getString("merchantId");
        String customer = owner.getString("customerId");
        String key = Outbox.keyOf(merchant, customer, owner.getString("_id"));
        var record = new ProducerRecord<>(topic, key, event.getString("data").getBytes(UTF_8));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", event.getString("id"));
        header(record, "ce_type", event.getString("type"));
        header(record, "ce_source", "/portico/" + source);
        header(record, "ce_time", event.get("time", Date.class).toInstant().toString());
        header(record, "ce_subject", event.getString("subject"));
        header(record, "ce_merchantid", merchant);
        if (customer != null) header(record, "ce_customerid", customer);
        header(record, "ce_entityversion", String.valueOf(event.getLong("version")));
        header(record, Trace.HEADER, event.getString("trace"));
        header(record, "content-type", "application/json");
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
