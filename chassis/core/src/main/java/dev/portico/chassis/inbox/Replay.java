package dev.portico.chassis.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.kafka.core.ConsumerFactory;

/// Shows which keys are parked (GET) and hands their events in again, in order (POST). What fails again stays parked.
@Endpoint(id = "deadletters")
final class Replay {

    private final ConsumerFactory<String, byte[]> consumers;
    private final String service;
    private final Inbox inbox;
    private final ParkedKeys parked;
    private final DeadLetters deadLetters;

    /// What a replay came to.
    record Outcome(int replayed, int failed, List<String> stillParked) {}

    Replay(
            ConsumerFactory<String, byte[]> consumers,
            String service,
            Inbox inbox,
            ParkedKeys parked,
            DeadLetters deadLetters) {
        this.consumers = consumers;
        this.service = service;
        this.inbox = inbox;
        this.parked = parked;
        this.deadLetters = deadLetters;
    }

    @ReadOperation
    List<String> parkedKeys() {
        return parked.all();
    }

    @WriteOperation
    synchronized Outcome replay() {
        int replayed = 0;
        var failed = new HashSet<String>();
        try (Consumer<String, byte[]> consumer = consumers.createConsumer(service + ".dead-letters", "replay")) {
            for (ConsumerRecord<String, byte[]> record : waiting(consumer)) {
                if (succeeds(record, failed)) replayed++;
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
            }
        }
        parked.all().stream().filter(key -> !failed.contains(key)).forEach(parked::release);
        return new Outcome(replayed, failed.size(), parked.all());
    }

    private boolean succeeds(ConsumerRecord<String, byte[]> record, Set<String> failed) {
        try {
            if (failed.contains(record.key()))
                throw new IllegalStateException("an earlier event of this key failed again");
            inbox.handle(record);
            return true;
        } catch (RuntimeException e) {
            failed.add(record.key());
            deadLetters.add(record, e.toString());
            return false;
        }
    }

    private List<ConsumerRecord<String, byte[]>> waiting(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(DeadLetters.topicOf(service)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        var committed = consumer.committed(Set.copyOf(partitions));
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) consumer.seekToBeginning(List.of(partition));
            else consumer.seek(partition, offset.offset());
        }
        return untilTheEnd(consumer, consumer.endOffsets(partitions));
    }

    private static List<ConsumerRecord<String, byte[]>> untilTheEnd(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }
}
