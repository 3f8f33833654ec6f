package dev.portico.embedded.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal's directory: a locked file, segments, and at times a compaction of all segments but the newest.
///
/// A compaction reads only files, so writers go on meanwhile: they got a new segment before it began.
final class JournalFiles implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JournalFiles.class);

    private final Path directory;
    private final Durability durability;
    private final Compaction compaction;
    private @Nullable FileChannel lock;
    private @Nullable FileOutputStream out;
    private @Nullable Thread compactor;
    private int newest;
    private long changes;
    private volatile long compacted;

    JournalFiles(Path directory, Durability durability, Compaction compaction) {
        this.directory = directory;
        this.durability = durability;
        this.compaction = compaction;
    }

    Map<String, SequencedMap<Long, Document>> open() throws IOException {
        Files.createDirectories(directory);
        lock = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
        if (lock.tryLock() == null) {
            throw new IllegalStateException("another process has the store in " + directory + " open");
        }
        Files.deleteIfExists(unfinished());
        List<Segment> segments = Segment.all(directory);
        try (Arena arena = Arena.ofConfined()) {
            LiveFrames live = new LiveFrames();
            long end = live.read(segments, arena);
            compacted = live.size();
            Map<String, SequencedMap<Long, Document>> documents = live.documents();
            continueAt(segments, end);
            changes -= compacted;
            return documents;
        }
    }

    private void continueAt(List<Segment> segments, long end) throws IOException {
        for (Segment segment : segments) {
            changes += Files.size(segment.file());
        }
        if (segments.isEmpty() || end == 0) {
            begin(segments.isEmpty() ? 1 : segments.getLast().number());
            return;
        }
        Segment last = segments.getLast();
        cutOff(last, end);
        newest = last.number();
        out = new FileOutputStream(last.file().toFile(), true);
    }

    private void cutOff(Segment segment, long end) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.file().toFile(), "rw")) {
            if (file.length() > end) {
                log.warn("dropping {} bytes of an unfinished write from {}", file.length() - end, segment.file());
                changes -= file.length() - end;
                file.setLength(end);
            }
        }
    }

    private void begin(int number) throws IOException {
        newest = number;
        out = new FileOutputStream(Segment.in(directory, number).file().toFile());
        out.write(Segment.MARK);
        changes += Segment.MARK.length;
    }

    /// Called by one thread at a time.
    void write(ByteBuf batch) throws IOException {
        FileOutputStream file = opened();
        changes += batch.readableBytes();
        file.write(batch.array(), batch.arrayOffset() + batch.readerIndex(), batch.readableBytes());
        if (durability == Durability.POWER_LOSS) {
            file.getFD().sync();
        }
        if (compaction.isDue(changes, compacted)) {
            if (compaction.isOverdue(changes, compacted)) {
                awaitCompaction();
            }
            if (compactor == null || !compactor.isAlive()) {
                compactAllBefore(newest + 1);
            }
        }
    }

    private void awaitCompaction() {
        try {
            if (compactor != null) {
                compactor.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void compactAllBefore(int next) throws IOException {
        opened().getFD().sync();
        opened().close();
        changes = 0;
        begin(next);
        compactor =
                Thread.ofPlatform().daemon().name("embedded-store-compaction").start(() -> compact(next));
    }

    private void compact(int before) {
        try (Arena arena = Arena.ofConfined()) {
            List<Segment> old = Segment.all(directory).stream()
                    .filter(segment -> segment.number() < before)
                    .toList();
            LiveFrames live = new LiveFrames();
            live.read(old, arena);
            writeUnfinished(live);
            compacted = live.size();
            Files.move(unfinished(), old.getLast().file(), ATOMIC_MOVE, REPLACE_EXISTING);
            for (Segment segment : old.subList(0, old.size() - 1)) {
                Files.delete(segment.file());
            }
        } catch (IOException | RuntimeException failed) {
            log.warn("could not compact the store in {}; it goes on, larger than it need be", directory, failed);
        }
    }

    private void writeUnfinished(LiveFrames live) throws IOException {
        try (FileOutputStream file = new FileOutputStream(unfinished().toFile());
                OutputStream buffered = new BufferedOutputStream(file, 1 << 16)) {
            buffered.write(Segment.MARK);
            buffered.write(Frame.reset());
            for (var frames = live.bytes().iterator(); frames.hasNext(); ) {
                var frame = frames.next().duplicate();
                byte[] bytes = new byte[frame.remaining()];
                frame.get(bytes);
                buffered.write(bytes);
            }
            buffered.flush();
            file.getFD().sync();
        }
    }

    private Path unfinished() {
        return directory.resolve("compaction.tmp");
    }

    private FileOutputStream opened() {
        if (out == null) {
            throw new IllegalStateException("the store in " + directory + " is closed");
        }
        return out;
    }

    @Override
    public void close() {
        awaitCompaction();
        try {
            if (out != null) {
                out.close();
                out = null;
            }
            if (lock != null) {
                lock.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
