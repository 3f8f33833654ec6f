package dev.portico.notification.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/// A mail server that can be told to refuse.
final class PostOffice implements AutoCloseable {

    final List<MimeMessage> delivered = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    volatile int answerToSender = 250;
    volatile int answerToRecipient = 250;

    private final SMTPServer server = SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(Handler::new)
            .sessionHandler(new org.subethamail.smtp.server.SessionHandler() {
                @Override
                public SessionAcceptance accept(org.subethamail.smtp.server.Session session) {
                    connections.incrementAndGet();
                    return SessionAcceptance.success();
                }

                @Override
                public void onSessionEnd(org.subethamail.smtp.server.Session session) {}
            })
            .build();

    PostOffice() {
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {

        Handler(MessageContext context) {}

        @Override
        public void from(String from) throws RejectException {
            if (answerToSender != 250) throw new RejectException(answerToSender, "no");
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (answerToRecipient != 250) throw new RejectException(answerToRecipient, "no");
        }

        @Override
        public String data(InputStream data) throws IOException {
            try {
                delivered.add(new MimeMessage(Session.getInstance(new Properties()), data));
            } catch (MessagingException e) {
                throw new IOException(e);
            }
            return "kept";
        }

        @Override
        public void done() {}
    }
}
