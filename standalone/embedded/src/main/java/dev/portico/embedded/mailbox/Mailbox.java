package dev.portico.embedded.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.subethamail.smtp.server.SMTPServer;

/// Catches every mail that is sent to it and delivers none. What it caught is on disk before SMTP says 250, and can be
/// read on a
/// page or, by tools and tests, over the read API of Mailpit. SubEthaSMTP does the talking: of the embeddable servers
/// it is the
/// one that only receives, so it starts in milliseconds and keeps nothing in memory.
public final class Mailbox implements AutoCloseable {

    private final SMTPServer smtp;
    private final MailboxHttp http;

    private Mailbox(SMTPServer smtp, MailboxHttp http) {
        this.smtp = smtp;
        this.http = http;
    }

    /// @param directory where caught mail is kept
    /// @param smtpPort 0 for any free one
    /// @param httpPort 0 for any free one
    /// @throws UncheckedIOException if a port is taken
    public static Mailbox start(Path directory, int smtpPort, int httpPort) {
        try {
            var caught = CaughtMail.in(directory);
            var http = new MailboxHttp(caught, httpPort);
            SMTPServer smtp = SMTPServer.port(smtpPort)
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .messageHandler((context, from, to, data) -> caught.keep(data))
                    .build();
            smtp.start();
            return new Mailbox(smtp, http);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int smtpPort() {
        return smtp.getPortAllocated();
    }

    public int httpPort() {
        return http.port();
    }

    @Override
    public void close() {
        smtp.stop();
        http.close();
    }
}
