package dev.portico.gateway.limit;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/// Bytes that pass through, up to a number of them.
final class Counted extends ServletInputStream {

    private final ServletInputStream bytes;
    private final long most;
    private final Runnable exceeded;
    private long read;

    /// @param exceeded called once there are more
    Counted(ServletInputStream bytes, long most, Runnable exceeded) {
        this.bytes = bytes;
        this.most = most;
        this.exceeded = exceeded;
    }

    @Override
    public int read() throws IOException {
        int next = bytes.read();
        if (next >= 0) count(1);
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int some = bytes.read(target, offset, length);
        if (some > 0) count(some);
        return some;
    }

    private void count(int more) throws IOException {
        read += more;
        if (read <= most) return;
        exceeded.run();
        throw new IOException("the body has more than " + most + " bytes");
    }

    @Override
    public boolean isFinished() {
        return bytes.isFinished();
    }

    @Override
    public boolean isReady() {
        return bytes.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        bytes.setReadListener(listener);
    }
}
