package dev.portico.embedded.mailbox;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Caught mails in the words of Mailpit's API.
final class MailpitView {

    private MailpitView() {}

    static Map<String, Object> list(List<Mail> found, int total, int start, int limit) {
        var page = found.stream()
                .skip(start)
                .limit(limit)
                .map(MailpitView::summary)
                .toList();
        var view = new TreeMap<String, Object>();
        view.put("total", total);
        view.put("unread", total);
        view.put("count", page.size());
        view.put("messages_count", found.size());
        view.put("messages_unread", found.size());
        view.put("start", start);
        view.put("tags", List.of());
        view.put("messages", page);
        return view;
    }

    static Map<String, Object> whole(Mail mail) {
        var view = new TreeMap<>(head(mail));
        view.put("Date", mail.caughtAt().toString());
        view.put("Text", mail.text());
        view.put("HTML", mail.html());
        view.put("Inline", List.of());
        view.put(
                "Attachments",
                mail.attachments().stream().map(MailpitView::attachment).toList());
        return view;
    }

    private static Map<String, Object> summary(Mail mail) {
        var view = new TreeMap<>(head(mail));
        view.put("Created", mail.caughtAt().toString());
        view.put("Read", false);
        view.put("Snippet", mail.snippet());
        view.put("Attachments", mail.attachments().size());
        return view;
    }

    private static Map<String, Object> head(Mail mail) {
        var view = new TreeMap<String, Object>();
        view.put("ID", mail.id());
        view.put("MessageID", mail.messageId());
        view.put(
                "From",
                mail.from().isEmpty()
                        ? Map.of("Name", "", "Address", "")
                        : person(mail.from().getFirst()));
        view.put("To", people(mail.to()));
        view.put("Cc", people(mail.cc()));
        view.put("Bcc", List.of());
        view.put("ReplyTo", people(mail.replyTo()));
        view.put("Subject", mail.subject());
        view.put("Size", mail.raw().length);
        view.put("Tags", List.of());
        return view;
    }

    private static List<Map<String, Object>> people(List<Mail.Person> people) {
        return people.stream().map(MailpitView::person).toList();
    }

    private static Map<String, Object> person(Mail.Person person) {
        return Map.of("Name", person.name(), "Address", person.address());
    }

    private static Map<String, Object> attachment(Mail.Attachment attachment) {
        return Map.of(
                "PartID", attachment.partId(),
                "FileName", attachment.fileName(),
                "ContentType", attachment.contentType(),
                "Size", attachment.content().length);
    }
}
