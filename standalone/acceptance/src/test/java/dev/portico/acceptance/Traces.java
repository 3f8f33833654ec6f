package dev.portico.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What a run leaves behind: mails, events, log lines, files. In none of a merchant's may another's words stand, and no
/// credential in any.
record Traces(Portico portico, List<Estate> estates) {

    /// What was looked at, and what was wrong with it.
    record Found(int looked, List<String> problems) {}

    Found inMails() {
        var inbox = new Inbox(HttpClient.newHttpClient(), portico.mailbox());
        List<String> problems = new ArrayList<>();
        List<String> mails = inbox.all().stream().map(inbox::raw).toList();
        for (String mail : mails) {
            // Long lines are broken, also within a word.
            String text = mail.replaceAll("=\r?\n|\r?\n[ \t]", "");
            Set<String> spoken = estates.stream()
                    .filter(estate -> isIn(text, estate))
                    .map(estate -> estate.merchant.slug())
                    .collect(Collectors.toSet());
            if (spoken.size() > 1) problems.add("a mail speaks of " + spoken);
            credentials().filter(text::contains).forEach(_ -> problems.add("a mail tells a credential"));
        }
        return new Found(mails.size(), problems);
    }

    Found inEvents() throws IOException {
        List<String> problems = new ArrayList<>();
        List<ConsumerRecord<String, byte[]>> events = events();
        for (var event : events) {
            String merchant = header(event, "ce_merchantid");
            String text = event.key() + " " + new String(event.value() == null ? new byte[0] : event.value(), UTF_8);
            for (Estate other : estates)
                if (!other.merchant.id().equals(merchant))
                    foreign(other)
                            .filter(text::contains)
                            .forEach(word ->
                                    problems.add(header(event, "ce_type") + " of " + merchant + " tells " + word));
            credentials()
                    .filter(text::contains)
                    .forEach(_ -> problems.add(header(event, "ce_type") + " tells a credential"));
        }
        return new Found(events.size(), problems);
    }

    Found inLogs() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path log : List.of(
                portico.data.resolve("portico.log"), portico.data.resolveSibling(portico.data.getFileName() + ".out")))
            if (Files.exists(log)) lines.addAll(Files.readAllLines(log, ISO_8859_1));
        Set<String> personal = credentials().collect(Collectors.toSet());
        for (Estate estate : estates)
            for (Person person : estate.people) personal.addAll(List.of(person.name(), person.email()));
        return new Found(
                lines.size(),
                lines.stream()
                        .filter(line -> personal.stream().anyMatch(line::contains))
                        .toList());
    }

    /// @return problems, and as what was looked at the number of files in which anything of the estates stands at all
    Found inFiles() throws IOException {
        List<String> problems = new ArrayList<>();
        int known = 0;
        for (String directory : List.of("store", "kafka"))
            try (Stream<Path> files = Files.walk(portico.data.resolve(directory))) {
                // Kafka's indexes hold numbers, and are as large as they may become.
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith("index"))
                        .toList()) {
                    String bytes = Files.readString(file, ISO_8859_1);
                    if (estates.stream().anyMatch(estate -> bytes.contains(estate.merchant.id()))) known++;
                    credentials()
                            .filter(bytes::contains)
                            .forEach(_ -> problems.add(portico.data.relativize(file) + " keeps a credential"));
                }
            }
        return new Found(known, problems);
    }

    private static boolean isIn(String text, Estate estate) {
        return text.contains(estate.merchant.slug())
                || estate.people.stream().anyMatch(person -> text.contains(person.name()));
    }

    // Who is the customer of two may be named by both.
    private Stream<String> foreign(Estate estate) {
        Set<String> words = new HashSet<>(estate.secrets());
        for (Estate other : estates) if (other != estate) words.retainAll(estate.hiddenFrom(other));
        return words.stream();
    }

    private Stream<String> credentials() {
        return estates.stream().flatMap(estate -> estate.credentials().stream()).filter(word -> !word.isEmpty());
    }

    private List<ConsumerRecord<String, byte[]>> events() throws IOException {
        String address = Files.readString(portico.data.resolve("kafka.address")).strip();
        var events = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", address),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(partition -> partition.topic().startsWith("portico."))
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                consumer.poll(Duration.ofSeconds(1)).forEach(events::add);
        }
        return events;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
