package dev.portico.chassis.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/// Events that could not be handled, with the cause, kept in order until somebody has mended it and replays them.
final class DeadLetters {

    static final String CAUSE = "portico-cause";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final String topic;
    private final ParkedKeys parked;
    private final Counter counter;

    DeadLetters(KafkaTemplate<String, byte[]> kafka, String service, ParkedKeys parked, MeterRegistry meters) {
        this.kafka = kafka;
        this.topic = topicOf(service);
        this.parked = parked;
        this.counter = meters.counter("portico.events.dead");
    }

    static String topicOf(String service) {
        return "portico.dead-letter." + service;
    }

    /// Parks the record's key and keeps the record. Returns when Kafka has it.
    void park(ConsumerRecord<?, ?> record, Exception cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        parked.park(String.valueOf(record.key()));
        add(record, root.toString());
    }

    void add(ConsumerRecord<?, ?> record, String cause) {
        var letter = new ProducerRecord<>(topic, String.valueOf(record.key()), (byte[]) record.value());
        record.headers().forEach(header -> {
            if (!header.key().equals(CAUSE)) letter.headers().add(header);
        });
        letter.headers().add(CAUSE, cause.getBytes(UTF_8));
        try {
            kafka.send(letter).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the dead-letter topic does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        counter.increment();
        LOG.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("offset", record.offset())
                .log("event set aside: {}", cause);
    }
}
