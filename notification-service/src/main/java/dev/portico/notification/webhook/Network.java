package dev.portico.notification.webhook;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// A range of addresses, such as `10.0.0.0/8`.
record Network(byte[] address, int bits) {

    Network {
        if (bits < 0 || bits > address.length * 8)
            throw new IllegalArgumentException("a network has no " + bits + " bits");
    }

    /// @throws IllegalArgumentException if the text is no such range
    static Network of(String text) {
        String[] parts = text.strip().split("/");
        if (parts.length != 2 || !parts[0].matches("[0-9a-fA-F.:]+"))
            throw new IllegalArgumentException("a network looks like 10.0.0.0/8, not " + text);
        try {
            return new Network(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("a network looks like 10.0.0.0/8, not " + text, e);
        }
    }

    boolean contains(InetAddress candidate) {
        byte[] bytes = candidate.getAddress();
        int rest = address.length * 8 - bits;
        return bytes.length == address.length
                && new BigInteger(1, bytes).shiftRight(rest).equals(new BigInteger(1, address).shiftRight(rest));
    }
}
