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

    /// What a letter says, whoever it goes to.
    ///
    /// @param name the reader's; null if it is not known
    /// @param own the merchant's words, which take the place of ours
    record Content(Kind kind, Language language, @Nullable String name, Map<String, String> facts, OwnWords own) {

        static Content of(Email email, OwnWords own) {
            return new Content(email.kind(), Language.best(email.language()), email.name(), email.facts(), own);
        }
    }

    /// @param code six digits that do what the link does; null if there are none
    Letter write(Content content, MerchantData merchant, String link, @Nullable String code) {
        Language language = content.language();
        var words = new Words(content, arguments(content, merchant));
        var model = new HashMap<String, Object>();
        model.put("language", language.tag());
        model.put("direction", language.direction());
        model.put("start", language.isRightToLeft() ? "right" : "left");
        model.put("end", language.isRightToLeft() ? "left" : "right");
        model.put("merchant", merchant.name());
        model.put("brand", Ink.readable(Objects.requireNonNullElse(merchant.brandColor(), NO_BRAND)));
        model.put("subject", words.subject());
        model.put("greeting", words.greeting());
        model.put("heading", words.of("heading"));
        model.put("intro", words.intro());
        model.put("rows", rows(content, words));
        model.put("note", note(content, words));
        model.put("button", words.of("button"));
        model.put("link", link);
        model.put("code", code);
        model.put("code_lead", code == null ? null : words.of("code"));
        model.put("code_note", code == null ? null : words.of("code_note"));
        model.put("fallback", words.shared("fallback"));
        model.put("footer", words.shared("footer"));
        model.put("help", merchant.supportEmail() == null ? null : words.help(merchant.supportEmail()));
        return new Letter(words.subject(), text.execute(model), html.execute(model));
    }

    private static Map<String, String> arguments(Content content, MerchantData merchant) {
        var arguments = new HashMap<>(content.facts());
        arguments.put("merchant", merchant.name());
        return arguments;
    }

    // What is not known has no row.
    private static List<Row> rows(Content content, Words words) {
        Map<String, String> facts = content.facts();
        return content.kind().rows().stream()
                .filter(facts::containsKey)
                .map(fact -> new Row(words.of(fact), facts.getOrDefault(fact, "")))
                .toList();
    }

    private static @Nullable String note(Content content, Words words) {
        return switch (content.kind().note()) {
            case NONE -> null;
            case TASK -> words.shared("task_note");
            case OWN -> words.of(isWithoutDevice(content) ? "note_plain" : "note");
        };
    }

    // Not every browser says what it is.
    private static boolean isWithoutDevice(Content content) {
        return content.kind() == Kind.SIGN_IN && !content.facts().containsKey("device");
    }

    /// The words of one kind of e-mail.
    private record Words(Content content, Map<String, String> arguments) {

        String subject() {
            return own(content.own().subject(), "subject");
        }

        String intro() {
            return own(content.own().intro(), "intro");
        }

        String of(String key) {
            return shared(content.kind().wire() + "." + key);
        }

        String shared(String key) {
            return messages().text("email." + key, arguments);
        }

        String help(String address) {
            return messages().text("email.help", Map.of("address", address));
        }

        String greeting() {
            String name = content.name();
            return name == null || name.isBlank()
                    ? messages().text("email.greeting_plain")
                    : messages().text("email.greeting", Map.of("name", name));
        }

        private String own(@Nullable String pattern, String key) {
            return pattern == null ? of(key) : WordPattern.fill(pattern, arguments, content.language());
        }

        private Messages messages() {
            return Messages.in(content.language());
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
