package dev.portico.chassis.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

class RetryInPlaceTest {

    static final TopicPartition WAITS = new TopicPartition("billing", 0);
    static final TopicPartition GOES_ON = new TopicPartition("auth", 0);
    static final TopicPartition FAILS_TOO = new TopicPartition("subscription", 0);

    final List<String> handled = new ArrayList<>();
    final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void while_an_event_waits_other_partitions_go_on() {
        consumer.assign(Set.of(WAITS, GOES_ON, FAILS_TOO));
        for (TopicPartition each : Set.of(WAITS, GOES_ON, FAILS_TOO)) consumer.seek(each, 10);
        var handler = new RetryInPlace(
                record -> handle(record.key()), mock(DeadLetters.class), new FixedBackOff(0, Long.MAX_VALUE));

        assertThatThrownBy(() -> handler.handleRemaining(
                        new RetryLater("a merchant is not known yet"),
                        List.of(
                                record(WAITS, 5, "an invoice"),
                                record(WAITS, 6, "what follows it"),
                                record(GOES_ON, 7, "the merchant"),
                                record(FAILS_TOO, 8, "fails"),
                                record(GOES_ON, 8, "another merchant"),
                                record(FAILS_TOO, 9, "what follows that")),
                        consumer,
                        mock(MessageListenerContainer.class)))
                .hasMessageContaining("in retry");

        assertThat(handled).containsExactly("the merchant", "another merchant");
        assertThat(Set.of(WAITS, GOES_ON, FAILS_TOO).stream()
                        .collect(Collectors.toMap(each -> each, consumer::position)))
                .isEqualTo(Map.of(WAITS, 5L, GOES_ON, 10L, FAILS_TOO, 8L));
    }

    private void handle(String key) {
        if (key.equals("fails")) throw new RetryLater("something else");
        handled.add(key);
    }

    private static ConsumerRecord<String, byte[]> record(TopicPartition partition, long offset, String key) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, new byte[0]);
    }
}
