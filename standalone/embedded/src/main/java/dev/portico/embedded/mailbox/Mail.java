package dev.portico.embedded.mailbox;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// A caught mail, taken apart.
///
/// @param raw the bytes as they came
record Mail(
        String id,
        Instant caughtAt,
        String messageId,
        List<Person> from,
        List<Person> to,
        List<Person> cc,
        List<Person> replyTo,
        String subject,
        String text,
        String html,
        List<Attachment> attachments,
        byte[] raw) {

    private static final Session NO_SESSION = Session.getInstance(new Properties());

    record Person(String name, String address) {}

    record Attachment(String partId, String fileName, String contentType, byte[] content) {}

    /// What is found on the way through the parts.
    private static final class Parts {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private final List<Attachment> attachments = new ArrayList<>();

        void add(Part part, String number) throws MessagingException, IOException {
            String type = part.getContentType().split(";")[0].strip();
            if (part.getContent() instanceof Multipart several) {
                for (int i = 0; i < several.getCount(); i++) addOne(several.getBodyPart(i), number + "." + (i + 1));
            } else if (part.getFileName() != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                String name = part.getFileName() == null ? "attachment" : part.getFileName();
                attachments.add(
                        new Attachment(number, name, type, part.getInputStream().readAllBytes()));
            } else if (part.isMimeType("text/html")) {
                html.append(part.getContent());
            } else if (part.isMimeType("text/*")) {
                text.append(part.getContent());
            }
        }

        private void addOne(BodyPart part, String number) throws MessagingException, IOException {
            add(part, number);
        }
    }

    /// Takes a mail apart as far as it can be: a mail that is no MIME is all text.
    static Mail parse(String id, Instant caughtAt, byte[] raw) {
        try {
            var message = new MimeMessage(NO_SESSION, new ByteArrayInputStream(raw));
            var parts = new Parts();
            parts.add(message, "1");
            return new Mail(
                    id,
                    caughtAt,
                    orEmpty(message.getMessageID()).replaceAll("^<|>$", ""),
                    people(message.getFrom()),
                    people(message.getRecipients(Message.RecipientType.TO)),
                    people(message.getRecipients(Message.RecipientType.CC)),
                    people(message.getHeader("Reply-To") == null ? null : message.getReplyTo()),
                    orEmpty(message.getSubject()),
                    parts.text.toString(),
                    parts.html.toString(),
                    parts.attachments,
                    raw);
        } catch (MessagingException | IOException e) {
            String text = new String(raw, java.nio.charset.StandardCharsets.UTF_8);
            return new Mail(id, caughtAt, "", List.of(), List.of(), List.of(), List.of(), "", text, "", List.of(), raw);
        }
    }

    String snippet() {
        String plain = text.isBlank() ? html.replaceAll("<[^>]*>", " ") : text;
        String line = plain.replaceAll("\\s+", " ").strip();
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    private static List<Person> people(Address @Nullable [] addresses) {
        var people = new ArrayList<Person>();
        for (Address address : addresses == null ? new Address[0] : addresses) {
            people.add(
                    address instanceof InternetAddress known
                            ? new Person(orEmpty(known.getPersonal()), orEmpty(known.getAddress()))
                            : new Person("", address.toString()));
        }
        return people;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
