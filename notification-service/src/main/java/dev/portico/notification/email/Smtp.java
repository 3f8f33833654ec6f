package dev.portico.notification.email;

import dev.portico.events.MerchantData;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/// Hands letters to the mail server.
@Component
class Smtp {

    private static final Session NO_SESSION = Session.getInstance(new Properties());

    private final JavaMailSender sender;
    private final EmailSettings settings;

    /// The mail server will never take it (5xx).
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

    Smtp(JavaMailSender sender, EmailSettings settings) {
        this.sender = sender;
        this.settings = settings;
    }

    /// @throws Refused if it is no use to try again
    /// @throws MailException if it is
    void send(Email email, MerchantData merchant, Letter letter) {
        try {
            sender.send(message(email, merchant, letter));
        } catch (MailSendException e) {
            if (isFinal(e)) throw new Refused(e);
            throw e;
        }
    }

    private MimeMessage message(Email email, MerchantData merchant, Letter letter) {
        try {
            var message = new Named(email.messageId());
            var parts = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            parts.setFrom(new InternetAddress("billing@" + settings.fromDomain(), merchant.name(), "UTF-8"));
            parts.setTo(email.to());
            if (merchant.supportEmail() != null) parts.setReplyTo(merchant.supportEmail());
            parts.setSubject(letter.subject());
            parts.setText(letter.text(), letter.html());
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("X-Trace-Id", email.trace());
            message.setHeader("Content-Language", email.language());
            return message;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new MailPreparationException(e);
        }
    }

    private static boolean isFinal(MailSendException e) {
        for (Exception failure : e.getFailedMessages().values())
            for (Throwable cause = failure; cause != null; cause = next(cause)) {
                int code = switch (cause) {
                    case SMTPAddressFailedException address -> address.getReturnCode();
                    case SMTPSendFailedException send -> send.getReturnCode();
                    default -> 0;
                };
                if (code >= 500) return true;
            }
        return false;
    }

    // jakarta.mail keeps causes in a chain of its own.
    private static @org.jspecify.annotations.Nullable Throwable next(Throwable cause) {
        return cause instanceof MessagingException mail ? mail.getNextException() : cause.getCause();
    }
}
