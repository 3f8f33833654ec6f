package dev.portico.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Of all frames in some segments those that still count: the last one of each document that is there.
///
/// They point into the mapped files, so a dead document is never decoded and a compaction copies without decoding.
final class LiveFrames {
    private final Map<String, SequencedMap<Long, ByteBuffer>> byNamespace = new TreeMap<>();

    /// @return where the whole frames of the last segment end
    long read(List<Segment> segments, Arena arena) {
        long end = 0;
        for (Segment segment : segments) {
            end = segment.read(arena, this::apply);
            if (segment != segments.getLast()) {
                segment.refuseUnlessEndsAt(end); // it was whole, and on the disk, before the next one began
            }
        }
        return end;
    }

    private void apply(ByteBuffer bytes, Frame frame) {
        switch (frame.change()) {
            case RESET -> byNamespace.clear();
            case PUT -> of(frame.namespace()).put(frame.position(), bytes);
            case REMOVE -> of(frame.namespace()).remove(frame.position());
            case DROP -> byNamespace.remove(frame.namespace());
            case RENAME -> byNamespace.put(frame.text(), withName(frame));
        }
    }

    private SequencedMap<Long, ByteBuffer> of(String namespace) {
        return byNamespace.computeIfAbsent(namespace, _ -> new LinkedHashMap<>());
    }

    // The frames of a renamed collection carry its old name, and a compaction copies frames as they are.
    private SequencedMap<Long, ByteBuffer> withName(Frame rename) {
        SequencedMap<Long, ByteBuffer> renamed = new LinkedHashMap<>();
        SequencedMap<Long, ByteBuffer> frames = byNamespace.remove(rename.namespace());
        if (frames != null) {
            frames.forEach((position, bytes) -> renamed.put(
                    position,
                    ByteBuffer.wrap(
                            Frame.put(rename.text(), position, frameOf(bytes).document()))));
        }
        return renamed;
    }

    Stream<ByteBuffer> bytes() {
        return byNamespace.values().stream().map(Map::values).flatMap(Collection::stream);
    }

    long size() {
        return bytes().mapToLong(ByteBuffer::remaining).sum();
    }

    Map<String, SequencedMap<Long, Document>> documents() {
        Map<String, SequencedMap<Long, Document>> documents = new TreeMap<>();
        byNamespace.forEach((namespace, frames) -> {
            SequencedMap<Long, Document> decoded = LinkedHashMap.newLinkedHashMap(frames.size());
            frames.forEach(
                    (position, bytes) -> decoded.put(position, frameOf(bytes).document()));
            documents.put(namespace, decoded);
        });
        return documents;
    }

    private static Frame frameOf(ByteBuffer bytes) {
        return Frame.decoded(bytes.slice(Frame.HEADER, bytes.remaining() - Frame.HEADER));
    }
}
