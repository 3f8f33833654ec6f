package dev.portico.embedded.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// One file of the journal: a mark, then frames. Its number tells its place.
record Segment(Path file, int number) {
    static final byte[] MARK = "PORTICO1".getBytes(US_ASCII);
    private static final String PREFIX = "journal-";

    static Segment in(Path directory, int number) {
        return new Segment(directory.resolve("%s%08d".formatted(PREFIX, number)), number);
    }

    static List<Segment> all(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches(PREFIX + "\\d{8}"))
                    .sorted()
                    .map(file -> new Segment(
                            file, Integer.parseInt(file.getFileName().toString().substring(PREFIX.length()))))
                    .toList();
        }
    }

    /// Hands each whole frame, with its header, to `reader`.
    ///
    /// @return where the whole frames end; what follows was being written when the process died
    /// @throws IllegalStateException if a damaged frame is followed by more data
    long read(Arena arena, BiConsumer<ByteBuffer, Frame> reader) {
        ByteBuffer bytes = mapped(arena);
        if (!startsWithMark(bytes)) {
            return 0;
        }
        while (isWhole(bytes)) {
            int length = Frame.HEADER + bytes.getInt(bytes.position());
            ByteBuffer frame = bytes.slice(bytes.position(), length);
            reader.accept(frame, Frame.decoded(frame.slice(Frame.HEADER, length - Frame.HEADER)));
            bytes.position(bytes.position() + length);
        }
        return bytes.position();
    }

    private ByteBuffer mapped(Arena arena) {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean startsWithMark(ByteBuffer bytes) {
        if (bytes.remaining() < MARK.length) {
            return false;
        }
        byte[] mark = new byte[MARK.length];
        bytes.get(mark);
        if (!Arrays.equals(mark, MARK)) {
            throw new IllegalStateException(file + " is not a journal of this store, or of another version");
        }
        return true;
    }

    private boolean isWhole(ByteBuffer bytes) {
        int start = bytes.position();
        int left = bytes.remaining() - Frame.HEADER;
        int length = left < 0 ? 0 : bytes.getInt(start);
        if (length < Frame.SHORTEST || length > left) {
            refuseUnlessTorn(left < 0 || length > left || onlyZeros(bytes), start);
            return false;
        }
        boolean intact = Frame.checksum(bytes.slice(start + Frame.HEADER, length)) == bytes.getInt(start + 4);
        refuseUnlessTorn(intact || length == left, start);
        return intact;
    }

    // After a power cut a file may end in zeros: its length was on the disk before its content.
    private static boolean onlyZeros(ByteBuffer bytes) {
        ByteBuffer rest = bytes.slice();
        while (rest.hasRemaining()) {
            if (rest.get() != 0) {
                return false;
            }
        }
        return true;
    }

    void refuseUnlessEndsAt(long end) {
        refuseUnlessTorn(file.toFile().length() == end, (int) end);
    }

    private void refuseUnlessTorn(boolean torn, int at) {
        if (!torn) {
            throw new IllegalStateException(file + " is damaged at byte " + at);
        }
    }
}
