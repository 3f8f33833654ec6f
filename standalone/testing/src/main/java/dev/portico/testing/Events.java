package dev.portico.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portico.chassis.outbox.EventJson;
import dev.portico.events.EventType;
import dev.portico.events.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Says what other services would say, and hears what a service says, over the real broker.
public final class Events {

    private static final EventJson JSON = new EventJson();

    /// Something heard on a topic.
    public record Heard(
            String type, String key, String subject, long version, String data, ConsumerRecord<String, byte[]> record) {

        public <T> T as(EventType<T> event) {
            return JSON.read(data.getBytes(UTF_8), event.data());
        }
    }

    private static final class Producer {
        static final KafkaProducer<String, byte[]> KAFKA = new KafkaProducer<>(
                Map.of("bootstrap.servers", Infrastructure.shared().kafka()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private Events() {}

    /// Publishes an event as its owner would. Returns when the broker has it.
    public static <T> void publish(
            EventType<T> type, String merchantId, @Nullable String customerId, String subject, long version, T data) {
        publishAs("evt_" + UUID.randomUUID(), type, merchantId, customerId, subject, version, data);
    }

    /// The same, under an id of its own: what is said twice under one id is one event.
    public static <T> void publishAs(
            String id,
            EventType<T> type,
            String merchantId,
            @Nullable String customerId,
            String subject,
            long version,
            T data) {
        send(record(
                id,
                type,
                merchantId,
                customerId,
                subject,
                version,
                JSON.write(data).getBytes(UTF_8)));
    }

    /// Publishes a record that says it is such an event but can't be read.
    public static void publishPoison(
            EventType<?> type, String merchantId, @Nullable String customerId, String subject) {
        send(record("evt_" + UUID.randomUUID(), type, merchantId, customerId, subject, 1, "{not json".getBytes(UTF_8)));
    }

    /// Everything said on a topic about a merchant so far.
    public static List<Heard> heard(Topic topic, String merchantId) {
        return heard(topic.name()).stream()
                .filter(event -> event.key().startsWith(merchantId + ":"))
                .toList();
    }

    /// Everything on a topic so far.
    public static List<Heard> heard(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Infrastructure.shared().kafka()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var heard = new ArrayList<Heard>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> heard.add(heard(record)));
            }
            return heard;
        }
    }

    private static Heard heard(ConsumerRecord<String, byte[]> record) {
        return new Heard(
                header(record, "ce_type"),
                record.key(),
                header(record, "ce_subject"),
                Long.parseLong(header(record, "ce_entityversion")),
                new String(record.value(), UTF_8),
                record);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static ProducerRecord<String, byte[]> record(
            String id,
            EventType<?> type,
            String merchantId,
            @Nullable String customerId,
            String subject,
            long version,
            byte[] data) {
        String key = merchantId + ":" + (customerId == null ? subject : customerId);
        var record = new ProducerRecord<>(type.topic().name(), key, data);
        add(record, "ce_specversion", "1.0");
        add(record, "ce_id", id);
        add(record, "ce_type", type.name());
        add(record, "ce_source", "/portico/test");
        add(record, "ce_time", Clock.systemUTC().instant().toString());
        add(record, "ce_subject", subject);
        add(record, "ce_merchantid", merchantId);
        if (customerId != null) add(record, "ce_customerid", customerId);
        add(record, "ce_entityversion", String.valueOf(version));
        return record;
    }

    private static void add(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }

    private static void send(ProducerRecord<String, byte[]> record) {
        try {
            Producer.KAFKA.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
