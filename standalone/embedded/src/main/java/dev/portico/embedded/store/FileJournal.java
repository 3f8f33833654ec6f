package dev.portico.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The journal in files of one directory, with group commit.
///
/// Reporting a change only appends to a buffer. The first to commit writes the buffer for everyone; those who come
/// meanwhile wait, and mostly find their own changes written when it is their turn.
final class FileJournal implements Journal {
    private static final int BUFFER = 64 * 1024;

    private final JournalFiles files;
    private final Map<String, SequencedMap<Long, Document>> recovered;
    private final Object appending = new Object();
    private final ReentrantLock writing = new ReentrantLock();
    private ByteBuf pending = Unpooled.buffer(BUFFER);
    private ByteBuf spare = Unpooled.buffer(BUFFER);
    private volatile long appended;
    private volatile long written;
    private volatile @Nullable IOException failure;

    FileJournal(Path directory, Durability durability, Compaction compaction) {
        this.files = new JournalFiles(directory, durability, compaction);
        try {
            this.recovered = files.open();
        } catch (IOException failed) {
            files.close();
            throw new UncheckedIOException("can not open the store in " + directory, failed);
        } catch (RuntimeException failed) {
            files.close();
            throw failed;
        }
    }

    @Override
    public Map<String, SequencedMap<Long, Document>> recovered() {
        return recovered;
    }

    @Override
    public void put(String namespace, long position, Document document) {
        append(Frame.put(namespace, position, document));
    }

    @Override
    public void remove(String namespace, long position) {
        append(Frame.remove(namespace, position));
    }

    @Override
    public void drop(String namespace) {
        append(Frame.drop(namespace));
    }

    @Override
    public void rename(String from, String to) {
        append(Frame.rename(from, to));
    }

    private void append(byte[] frame) {
        synchronized (appending) {
            pending.writeBytes(frame);
            appended += frame.length;
        }
    }

    @Override
    public void commit() {
        long mine = appended;
        if (written < mine || failure != null) {
            writing.lock();
            try {
                if (written < mine) {
                    write();
                }
            } finally {
                writing.unlock();
            }
        }
    }

    // After a failed write the file may end in half a record, and memory is ahead of it: nothing may be told any more.
    private void write() {
        if (failure != null) {
            throw new UncheckedIOException(
                    "the store could not be written and has stopped; make room, restart", failure);
        }
        ByteBuf batch;
        long end;
        synchronized (appending) {
            batch = pending;
            end = appended;
            pending = spare;
        }
        try {
            files.write(batch);
        } catch (IOException failed) {
            failure = failed;
            throw new UncheckedIOException(failed);
        }
        written = end;
        spare = batch.capacity() > 16 * BUFFER ? Unpooled.buffer(BUFFER) : batch.clear();
    }

    @Override
    public void close() {
        try {
            commit();
        } finally {
            files.close();
        }
    }
}
