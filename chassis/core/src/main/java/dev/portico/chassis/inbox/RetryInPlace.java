package dev.portico.chassis.inbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOff;

/// Tries an event again, and lets what follows it in its partition wait. Other partitions go on: what the event waits
/// for may come there, and would else be fetched behind it again and again.
final class RetryInPlace extends DefaultErrorHandler {

    private final MessageListener<String, byte[]> inbox;

    RetryInPlace(MessageListener<String, byte[]> inbox, DeadLetters letters, BackOff backOff) {
        super(letters::park, backOff);
        this.inbox = inbox;
    }

    @Override
    public void handleRemaining(
            Exception thrown,
            List<ConsumerRecord<?, ?>> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container) {
        TopicPartition failed = partition(records.getFirst());
        handleOthers(failed, records, consumer);
        List<ConsumerRecord<?, ?>> waiting = records.stream()
                .filter(record -> partition(record).equals(failed))
                .toList();
        super.handleRemaining(thrown, waiting, consumer, container);
    }

    // What fails here is fetched again, and fails again where it is counted.
    private void handleOthers(TopicPartition failed, List<ConsumerRecord<?, ?>> records, Consumer<?, ?> consumer) {
        Set<TopicPartition> stopped = new HashSet<>(Set.of(failed));
        for (ConsumerRecord<?, ?> record : records) {
            if (stopped.contains(partition(record))) continue;
            try {
                inbox.onMessage(typed(record));
            } catch (RuntimeException e) {
                stopped.add(partition(record));
                consumer.seek(partition(record), record.offset());
            }
        }
    }

    @SuppressWarnings("unchecked") // the container hands out what its consumer reads
    private static ConsumerRecord<String, byte[]> typed(ConsumerRecord<?, ?> record) {
        return (ConsumerRecord<String, byte[]>) record;
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
