package dev.portico.embedded.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// One record of the journal: length, CRC32C, then what happened to which document, all big-endian.
///
/// @param position of the document in its collection
/// @param body     the document as BSON, the new namespace for a rename, else empty
record Frame(Change change, String namespace, long position, ByteBuffer body) {
    /// The order is the file format.
    enum Change {
        /// Everything before this record is void: a compacted file begins with it.
        RESET,
        PUT,
        REMOVE,
        DROP,
        RENAME
    }

    static final int HEADER = 2 * Integer.BYTES;
    static final int SHORTEST = 1 + Long.BYTES + Short.BYTES;

    static byte[] reset() {
        return encoded(Change.RESET, "", 0, Unpooled.EMPTY_BUFFER);
    }

    static byte[] put(String namespace, long position, Document document) {
        ByteBuf body = Unpooled.buffer(1024);
        BsonEncoder.encodeDocument(document, body);
        return encoded(Change.PUT, namespace, position, body);
    }

    static byte[] remove(String namespace, long position) {
        return encoded(Change.REMOVE, namespace, position, Unpooled.EMPTY_BUFFER);
    }

    static byte[] drop(String namespace) {
        return encoded(Change.DROP, namespace, 0, Unpooled.EMPTY_BUFFER);
    }

    static byte[] rename(String from, String to) {
        return encoded(Change.RENAME, from, 0, Unpooled.wrappedBuffer(to.getBytes(UTF_8)));
    }

    private static byte[] encoded(Change change, String namespace, long position, ByteBuf body) {
        byte[] name = namespace.getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(HEADER + SHORTEST + name.length + body.readableBytes());
        frame.position(HEADER);
        frame.put((byte) change.ordinal())
                .putLong(position)
                .putShort((short) name.length)
                .put(name);
        body.readBytes(frame);
        frame.flip();
        return frame.putInt(0, frame.limit() - HEADER)
                .putInt(Integer.BYTES, checksum(frame.slice(HEADER, frame.limit() - HEADER)))
                .array();
    }

    static Frame decoded(ByteBuffer payload) {
        Change change = Change.values()[payload.get()];
        long position = payload.getLong();
        byte[] name = new byte[payload.getShort()];
        payload.get(name);
        return new Frame(change, new String(name, UTF_8), position, payload.slice());
    }

    static int checksum(ByteBuffer payload) {
        CRC32C checksum = new CRC32C();
        checksum.update(payload);
        return (int) checksum.getValue();
    }

    String text() {
        return UTF_8.decode(body.duplicate()).toString();
    }

    // Copied out of the mapped file first, which is gone before the document is.
    Document document() {
        byte[] bson = new byte[body.remaining()];
        body.duplicate().get(bson);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }
}
