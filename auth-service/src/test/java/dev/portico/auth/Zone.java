package dev.portico.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A name server that knows TXT records alone, and answers over UDP as any other does.
public final class Zone {

    private static final int LARGEST = 1232;
    private static final int ANSWER = 0x8400;
    private static final int SERVER_FAILURE = 2;
    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket;
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
    private final Map<String, Boolean> broken = new ConcurrentHashMap<>();

    private Zone(DatagramSocket socket) {
        this.socket = socket;
    }

    static Zone served() {
        try {
            var zone = new Zone(new DatagramSocket(0, InetAddress.getByName("127.0.0.1")));
            Thread.ofVirtual().start(zone::serve);
            return zone;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    public void say(String name, String... all) {
        texts.put(name, List.of(all));
        broken.remove(name);
    }

    public void forget(String name) {
        texts.remove(name);
        broken.remove(name);
    }

    /// From now on nobody can say what the name says.
    public void fail(String name) {
        broken.put(name, true);
    }

    private void serve() {
        var buffer = new byte[LARGEST];
        while (true) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] answer(ByteBuffer query) throws IOException {
        int id = query.getShort(0);
        query.position(12);
        var name = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            var label = new byte[length];
            query.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, US_ASCII).toLowerCase(Locale.ROOT));
        }
        var question = new byte[query.position() + 4 - 12];
        query.get(12, question);
        List<String> said = texts.getOrDefault(name.toString(), List.of());
        boolean fails = broken.containsKey(name.toString());
        int code = fails ? SERVER_FAILURE : said.isEmpty() ? NO_SUCH_NAME : 0;
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeShort(id);
        out.writeShort(ANSWER | code);
        out.writeShort(1);
        out.writeShort(code == 0 ? said.size() : 0);
        out.writeInt(0);
        out.write(question);
        if (code == 0) for (String text : said) write(out, text);
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        out.writeShort(0xC00C); // the name in the question
        out.writeShort(16); // TXT
        out.writeShort(1); // Internet
        out.writeInt(60);
        out.writeShort(text.length() + 1);
        out.writeByte(text.length());
        out.write(text.getBytes(US_ASCII));
    }
}
