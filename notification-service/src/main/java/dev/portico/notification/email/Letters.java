package dev.portico.notification.email;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.portico.events.MerchantData;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes e-mails: the words of the reader's language, the colour of the merchant, one button.
@Component
final class Letters {

    private static final String NO_BRAND = "#3f3f46";

    private final Template html = template("email.html", true);
    private final Template text = template("email.txt", false);

    /// A line of the little table below the first sentence.
    record Row(String label, String value) {}

    /// @param code six digits that do what the link does; null if there are none
    Letter write(Email email, MerchantData merchant, String link, @Nullable String code) {
        Language language = Language.best(email.language());
        var words = new Words(Messages.in(language), email.kind(), arguments(email, merchant));
        var model = new HashMap<String, Object>();
        model.put("language", language.tag());
        model.put("direction", language.direction());
        model.put("start", language.isRightToLeft() ? "right" : "left");
        model.put("end", language.isRightToLeft() ? "left" : "right");
        model.put("merchant", merchant.name());
        model.put("brand", Ink.readable(Objects.requireNonNullElse(merchant.brandColor(), NO_BRAND)));
        model.put("subject", words.of("subject"));
        model.put("greeting", words.greeting(email.name()));
        model.put("heading", words.of("heading"));
        model.put("intro", words.of("intro"));
        model.put("rows", rows(email, words));
        model.put("note", note(email, words));
        model.put("button", words.of("button"));
        model.put("link", link);
        model.put("code", code);
        model.put("code_lead", code == null ? null : words.of("code"));
        model.put("code_note", code == null ? null : words.of("code_note"));
        model.put("fallback", words.shared("fallback"));
        model.put("footer", words.shared("footer"));
        model.put("help", merchant.supportEmail() == null ? null : words.help(merchant.supportEmail()));
        return new Letter(words.of("subject"), text.execute(model), html.execute(model));
    }

    private static Map<String, String> arguments(Email email, MerchantData merchant) {
        var arguments = new HashMap<>(email.facts());
        arguments.put("merchant", merchant.name());
        return arguments;
    }

    private static List<Row> rows(Email email, Words words) {
        return switch (email.kind()) {
            case RECEIPT -> table(email, words, "number", "items", "method", "amount");
            case INVOICE -> table(email, words, "number", "items", "amount", "due");
            case PAYMENT_DUE, PAYMENT_FAILED -> table(email, words, "items", "amount");
            case PAYMENT_RETRY -> table(email, words, "items", "amount", "next");
            case SIGN_IN,
                    CANCEL_SCHEDULED,
                    CANCEL_UNDONE,
                    CANCELED,
                    PAUSED,
                    RESUMED,
                    CARD_EXPIRING,
                    EMAIL_CHANGE_CURRENT,
                    EMAIL_CHANGE_NEW,
                    EMAIL_CHANGED,
                    EMAIL_CHANGE_REFUSED -> List.of();
        };
    }

    // What is not known has no row.
    private static List<Row> table(Email email, Words words, String... facts) {
        return Arrays.stream(facts)
                .filter(email.facts()::containsKey)
                .map(fact -> new Row(words.of(fact), email.facts().getOrDefault(fact, "")))
                .toList();
    }

    private static @Nullable String note(Email email, Words words) {
        return switch (email.kind()) {
            case SIGN_IN -> words.of(email.facts().containsKey("device") ? "note" : "note_plain");
            case INVOICE, PAYMENT_DUE, PAYMENT_FAILED, PAYMENT_RETRY -> words.shared("task_note");
            case CANCEL_SCHEDULED, EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW, EMAIL_CHANGED, EMAIL_CHANGE_REFUSED ->
                words.of("note");
            case RECEIPT, CANCEL_UNDONE, CANCELED, PAUSED, RESUMED, CARD_EXPIRING -> null;
        };
    }

    /// The words of one kind of e-mail.
    private record Words(Messages messages, Kind kind, Map<String, String> arguments) {

        String of(String key) {
            return messages.text("email." + kind.wire() + "." + key, arguments);
        }

        String shared(String key) {
            return messages.text("email." + key, arguments);
        }

        String help(String address) {
            return messages.text("email.help", Map.of("address", address));
        }

        String greeting(@Nullable String name) {
            return name == null || name.isBlank()
                    ? messages.text("email.greeting_plain")
                    : messages.text("email.greeting", Map.of("name", name));
        }
    }

    private static Template template(String file, boolean escaped) {
        try (InputStream in = Letters.class.getResourceAsStream("/email/" + file)) {
            var reader = new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8);
            return Mustache.compiler()
                    .escapeHTML(escaped)
                    .zeroIsFalse(true)
                    .nullValue("")
                    .compile(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
