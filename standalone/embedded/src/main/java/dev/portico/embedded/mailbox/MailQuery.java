package dev.portico.embedded.mailbox;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A search as Mailpit understands it: `to:`, `from:`, `subject:`, `message-id:`, plain words, quoted phrases. All must
/// match.
final class MailQuery {

    private static final Pattern TERM =
            Pattern.compile("(?:([a-z-]+):)?(?:\"([^\"]*)\"|(\\S+))", Pattern.CASE_INSENSITIVE);

    private MailQuery() {}

    static Predicate<Mail> parse(String query) {
        Predicate<Mail> all = _ -> true;
        Matcher matcher = TERM.matcher(query);
        while (matcher.find()) {
            String field = matcher.group(1) == null ? "" : matcher.group(1).toLowerCase(Locale.ROOT);
            String word = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            all = all.and(term(field, word.toLowerCase(Locale.ROOT)));
        }
        return all;
    }

    private static Predicate<Mail> term(String field, String word) {
        return switch (field) {
            case "to" ->
                mail -> mail.to().stream().anyMatch(person -> contains(person.name() + " " + person.address(), word));
            case "from" ->
                mail -> mail.from().stream().anyMatch(person -> contains(person.name() + " " + person.address(), word));
            case "subject" -> mail -> contains(mail.subject(), word);
            case "message-id" -> mail -> contains(mail.messageId(), word);
            default -> mail -> contains(mail.subject() + " " + mail.text() + " " + mail.html(), word);
        };
    }

    private static boolean contains(String text, String word) {
        return text.toLowerCase(Locale.ROOT).contains(word);
    }
}
