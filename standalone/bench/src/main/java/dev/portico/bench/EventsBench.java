package dev.portico.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/// How long after a write another service hears of it: from the instant that the event carries, taken before the write,
/// to its
/// arrival at a consumer in another process. One change at a time, on a machine that does nothing else.
final class EventsBench {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String TOPIC = "portico.billing";
    private static final int WARM_UP = 300;
    private static final int MEASURED = 500;

    private EventsBench() {}

    static List<Figure> measure() throws Exception {
        Path data = Files.createTempDirectory("portico-bench");
        try (Run run = Run.start(data, "--no-demo")) {
            var delays = delays(run);
            delays.sort(null);
            return List.of(
                    new Figure("write to consumed elsewhere, p50", at(delays, 50), "ms", 10),
                    new Figure("write to consumed elsewhere, p99", at(delays, 99), "ms", 50));
        } finally {
            Run.delete(data);
        }
    }

    private static List<Double> delays(Run run) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        String key = merchant(http, run);
        var delays = new ArrayList<Double>();
        try (var consumer = consumer(run)) {
            for (int i = 0; i < WARM_UP + MEASURED; i++) {
                post(http, run.api() + "/customers", key, Map.of("email", "c" + i + "@customers.example"));
                double delay = next(consumer);
                if (i >= WARM_UP) delays.add(delay);
            }
        }
        return delays;
    }

    private static KafkaConsumer<String, byte[]> consumer(Run run) throws Exception {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", run.kafka()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        for (TopicPartition partition : partitions) consumer.position(partition);
        return consumer;
    }

    private static double next(KafkaConsumer<String, byte[]> consumer) {
        while (true) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(5))) {
                Instant heard = CLOCK.instant();
                var time = Objects.requireNonNull(record.headers().lastHeader("ce_time"));
                return Duration.between(Instant.parse(new String(time.value(), UTF_8)), heard)
                                .toNanos()
                        / 1e6;
            }
        }
    }

    private static String merchant(HttpClient http, Run run) throws Exception {
        String answer =
                post(http, run.api() + "/merchants", run.operatorKey(), Map.of("name", "Bench", "slug", "bench"));
        return JSON.readTree(answer).path("data").path("api_key").asString();
    }

    private static String post(HttpClient http, String address, String key, Object body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) throw new IllegalStateException(answer.body());
        return answer.body();
    }

    private static double at(List<Double> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
