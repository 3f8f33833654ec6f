package dev.portico.notification.email;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.inbox.RetryLater;
import dev.portico.events.MerchantData;
import dev.portico.i18n.Language;
import dev.portico.notification.email.Letters.Content;
import dev.portico.notification.party.Parties;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Shows merchants what their customers will read.
@RestController
final class EmailPreviewApi {

    private static final Set<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::wire).collect(Collectors.toUnmodifiableSet());

    private final EmailChoices choices;
    private final Letters letters;
    private final Parties parties;

    /// @param kind of e-mail, such as `receipt`
    /// @param locale in whose language it is written; the merchant's if it is absent
    record Wanted(@Nullable String kind, @Nullable String locale) {}

    EmailPreviewApi(EmailChoices choices, Letters letters, Parties parties) {
        this.choices = choices;
        this.letters = letters;
        this.parties = parties;
    }

    /// Nothing is sent, and nothing kept.
    @PostMapping("/email-previews")
    @Needs("email_setting.read")
    Letter preview(Caller.Merchant caller, @RequestBody Wanted request) {
        Fields.check()
                .required("kind", request.kind)
                .oneOf("kind", request.kind, KINDS)
                .text("locale", request.locale, 35)
                .orRefuse();
        Kind kind = Kind.of(String.valueOf(request.kind)).orElseThrow();
        MerchantData merchant = merchant(caller);
        Language language = Language.best(request.locale, merchant.locale());
        var content = new Content(
                kind, language, SampleFacts.NAME, SampleFacts.in(language), choices.words(caller, kind, language));
        String code = kind == Kind.SIGN_IN ? SampleFacts.CODE : null;
        return letters.write(content, merchant, merchant.portalUrl(), code);
    }

    // Right after it was made it may not be known here yet.
    private MerchantData merchant(Caller caller) {
        try {
            return parties.merchant(caller);
        } catch (RetryLater e) {
            throw Refusal.of(ErrorCode.SERVICE_UNAVAILABLE);
        }
    }
}
