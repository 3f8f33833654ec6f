package dev.portico.embedded.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/// The caught mails: a file each, named by the order of arrival, and taken apart in memory.
final class CaughtMail {

    private final Path directory;
    private final Clock clock = Clock.systemUTC();
    private final ConcurrentSkipListMap<String, Mail> mails = new ConcurrentSkipListMap<>();
    private long last;

    private CaughtMail(Path directory) {
        this.directory = directory;
    }

    static CaughtMail in(Path directory) throws IOException {
        Files.createDirectories(directory);
        var caught = new CaughtMail(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".eml"))
                    .sorted()
                    .toList()) caught.read(file);
        }
        return caught;
    }

    /// Returns when the mail is on disk.
    void keep(byte[] raw) {
        String id = nextId();
        Path file = directory.resolve(id + ".eml");
        try {
            Path beside = Files.write(directory.resolve(id + ".part"), raw);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mails.put(id, Mail.parse(id, clock.instant(), raw));
    }

    List<Mail> newestFirst() {
        return new ArrayList<>(mails.descendingMap().values());
    }

    Optional<Mail> find(String id) {
        return id.equals("latest")
                ? Optional.ofNullable(mails.lastEntry()).map(java.util.Map.Entry::getValue)
                : Optional.ofNullable(mails.get(id));
    }

    void forgetAll() {
        for (String id : mails.keySet()) {
            mails.remove(id);
            try {
                Files.deleteIfExists(directory.resolve(id + ".eml"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void read(Path file) throws IOException {
        String id = file.getFileName().toString().replace(".eml", "");
        Instant at = Files.getLastModifiedTime(file).toInstant();
        mails.put(id, Mail.parse(id, at, Files.readAllBytes(file)));
    }

    private synchronized String nextId() {
        last = Math.max(last + 1, clock.millis() * 1000);
        return Long.toString(last, 36);
    }
}
