package dev.portico.chassis.id;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// Paddle-style ids: a prefix and 26 lower-case ULID characters, sortable by time.
public final class Ids {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 26;
    private static final int TIME_LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private long lastMillis;
    private final byte[] tail = new byte[LENGTH - TIME_LENGTH];

    public Ids(Clock clock) {
        this.clock = clock;
    }

    /// A new id. Ids of one process never repeat and sort in the order in which they were made. In a request that may
    /// be [Repeatable] it is the same one every time.
    public String next(String prefix) {
        return Repeatable.current().map(repeatable -> repeatable.id(prefix)).orElseGet(() -> unique(prefix));
    }

    /// A new id, also in a request that is repeated.
    public synchronized String unique(String prefix) {
        long now = Math.max(clock.millis(), lastMillis);
        if (now == lastMillis) increment();
        else refill();
        lastMillis = now;
        return prefix + "_" + encode(now);
    }

    /// An id for something that exists because of something else: always the same one for the same cause.
    public static String derived(String prefix, String from) {
        return prefix + from.substring(from.indexOf('_'));
    }

    /// An id for something that exists because of something else, where that is no id of its own: always the same one
    /// for the same cause.
    ///
    /// @param at what the id sorts by
    public static String hashed(String prefix, Instant at, String cause) {
        byte[] hash = HexFormat.of().parseHex(Secrets.sha256(cause));
        var tail = new byte[LENGTH - TIME_LENGTH];
        for (int i = 0; i < tail.length; i++) tail[i] = (byte) (hash[i] & 31);
        return prefix + "_" + encode(at.toEpochMilli(), tail);
    }

    /// Whether this is an id with that prefix.
    public static boolean isValid(String prefix, String id) {
        return id.length() == prefix.length() + 1 + LENGTH
                && id.startsWith(prefix + "_")
                && id.substring(prefix.length() + 1).chars().allMatch(Ids::isInAlphabet);
    }

    /// When the id was made, by its own word; empty if it is not an id.
    public static Optional<Instant> madeAt(String id) {
        int start = id.indexOf('_') + 1;
        if (id.length() - start != LENGTH || !id.substring(start).chars().allMatch(Ids::isInAlphabet))
            return Optional.empty();
        long millis = 0;
        for (int i = start; i < start + TIME_LENGTH; i++) millis = millis << 5 | digit(id.charAt(i));
        return Optional.of(Instant.ofEpochMilli(millis & 0xFFFF_FFFF_FFFFL));
    }

    private String encode(long millis) {
        return encode(millis, tail);
    }

    private static String encode(long millis, byte[] tail) {
        var text = new char[LENGTH];
        for (int i = TIME_LENGTH - 1, shift = 0; i >= 0; i--, shift += 5)
            text[i] = ALPHABET[(int) (millis >>> shift & 31)];
        for (int i = 0; i < tail.length; i++) text[TIME_LENGTH + i] = ALPHABET[tail[i]];
        return new String(text);
    }

    private void refill() {
        RANDOM.nextBytes(tail);
        for (int i = 0; i < tail.length; i++) tail[i] &= 31;
        tail[0] &= 15; // leaves room to count up within one millisecond
    }

    private void increment() {
        for (int i = tail.length - 1; i >= 0; i--) {
            if (tail[i] < 31) {
                tail[i]++;
                return;
            }
            tail[i] = 0;
        }
    }

    private static boolean isInAlphabet(int c) {
        return digit((char) c) >= 0;
    }

    private static int digit(char c) {
        for (int i = 0; i < ALPHABET.length; i++) if (ALPHABET[i] == c) return i;
        return -1;
    }
}
