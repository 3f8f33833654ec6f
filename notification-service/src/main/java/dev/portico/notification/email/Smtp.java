package dev.portico.notification.email;

import dev.portico.events.MerchantData;
import dev.portico.notification.email.Attachments.Attachment;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/// Hands letters to the mail server.
@Component
class Smtp {

    private static final Session NO_SESSION = Session.getInstance(new Properties());

    // A bad sequence of commands, or the server wants us to sign in first: our mistake, not the address's.
    private static final Set<Integer> OUR_FAULT = Set.of(503, 530, 534, 535, 538);

    private static final String PDF = "application/pdf";

    private final JavaMailSenderImpl server;
    private final EmailSettings settings;
    private final Clock clock;

    /// The mail server will never take it (5xx), or there is no such address.
    static final class Refused extends RuntimeException {
        Refused(Throwable cause) {
            super("refused for good", cause, false, false);
        }
    }

    /// A message that keeps the id it was given, so that a second sending of the same can be told.
    private static final class Named extends MimeMessage {
        private final String messageId;

        Named(String messageId) {
            super(NO_SESSION);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }

    Smtp(JavaMailSenderImpl server, EmailSettings settings, Clock clock) {
        this.server = server;
        this.settings = settings;
        this.clock = clock;
    }

    /// A connection that is opened by the first letter and serves those that follow. For one thread.
    Line line() {
        return new Line();
    }

    /// See [#line()].
    final class Line implements AutoCloseable {

        private @Nullable Transport transport;

        /// @param attachment what goes along; null if nothing does
        /// @throws Refused if it is no use to try again
        /// @throws MailException if it is
        void send(Email email, MerchantData merchant, Letter letter, @Nullable Attachment attachment) {
            try {
                MimeMessage message = message(email, merchant, letter, attachment);
                message.saveChanges();
                open().sendMessage(message, message.getAllRecipients());
            } catch (AddressException e) {
                throw new Refused(e);
            } catch (UnsupportedEncodingException e) {
                throw new MailPreparationException(e);
            } catch (MessagingException e) {
                close();
                if (isFinal(e)) throw new Refused(e);
                throw new MailSendException("the mail server did not take it", e);
            }
        }

        private Transport open() throws MessagingException {
            if (transport != null && transport.isConnected()) return transport;
            String protocol = server.getProtocol();
            transport = server.getSession().getTransport(protocol == null ? "smtp" : protocol);
            String user = server.getUsername();
            boolean anonymous = user == null || user.isEmpty();
            transport.connect(
                    server.getHost(),
                    server.getPort(),
                    anonymous ? null : user,
                    anonymous ? null : server.getPassword());
            return transport;
        }

        @Override
        public void close() {
            if (transport == null) return;
            try {
                transport.close();
            } catch (MessagingException e) {
                // Whatever had to be sent was acknowledged, or reported, before.
            }
            transport = null;
        }
    }

    private MimeMessage message(Email email, MerchantData merchant, Letter letter, @Nullable Attachment attachment)
            throws MessagingException, UnsupportedEncodingException {
        var message = new Named(email.messageId());
        var parts = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        parts.setFrom(new InternetAddress("billing@" + settings.fromDomain(), merchant.name(), "UTF-8"));
        parts.setTo(email.to());
        if (merchant.supportEmail() != null) parts.setReplyTo(merchant.supportEmail());
        parts.setSubject(letter.subject());
        parts.setText(letter.text(), letter.html());
        if (attachment != null)
            parts.addAttachment(attachment.name() + ".pdf", new ByteArrayDataSource(attachment.pdf(), PDF));
        parts.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Trace-Id", email.trace());
        message.setHeader("Content-Language", email.language());
        return message;
    }

    private static boolean isFinal(MessagingException e) {
        for (Throwable cause = e; cause != null; cause = next(cause)) {
            int code = switch (cause) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                // Who may not send here can be put right: nothing is wrong with the address.
                case SMTPSendFailedException send when !send.getCommand().startsWith("MAIL") -> send.getReturnCode();
                default -> 0;
            };
            if (code >= 500 && !OUR_FAULT.contains(code)) return true;
        }
        return false;
    }

    // jakarta.mail keeps causes in a chain of its own.
    private static @Nullable Throwable next(Throwable cause) {
        return cause instanceof MessagingException mail ? mail.getNextException() : cause.getCause();
    }
}
