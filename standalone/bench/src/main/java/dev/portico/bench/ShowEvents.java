package dev.portico.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// `./portico events`: shows what is said on the topics; with `--follow` also what is said from now on.
public final class ShowEvents {

    private ShowEvents() {}

    public static void main(String... arguments) throws Exception {
        List<String> options = Arrays.asList(arguments);
        boolean follow = options.contains("--follow");
        int data = options.indexOf("--data");
        Path directory = Path.of(data < 0 ? ".portico" : options.get(data + 1));
        Path address = directory.resolve("kafka.address");
        if (!Files.exists(address)) {
            System.err.println("portico: nothing runs in " + directory);
            System.exit(1);
        }
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", Files.readString(address).strip()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            show(consumer, follow);
        }
    }

    private static void show(KafkaConsumer<String, byte[]> consumer, boolean follow) {
        var portico = Pattern.compile("portico\\..*");
        List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                .filter(topic -> portico.matcher(topic.getKey()).matches())
                .flatMap(topic -> topic.getValue().stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (follow || ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
            consumer.poll(Duration.ofSeconds(1)).forEach(ShowEvents::print);
    }

    private static void print(ConsumerRecord<String, byte[]> record) {
        System.out.printf(
                "%s  %-28s %-34s v%-3s trace %s%n",
                header(record, "ce_time"),
                header(record, "ce_type"),
                header(record, "ce_subject"),
                header(record, "ce_entityversion"),
                header(record, "traceparent").replaceAll("^00-([0-9a-f]+)-.*", "$1"));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
