package dev.portico.notification.email;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Which e-mails a merchant's customers get, and in whose words.
@RestController
@RequestMapping("/email-settings")
@Needs("email_setting")
final class EmailSettingsApi {

    private final EmailChoices choices;

    EmailSettingsApi(EmailChoices choices) {
        this.choices = choices;
    }

    @GetMapping
    EmailSettingsView get(Caller.Merchant caller) {
        return EmailSettingsView.of(choices.of(caller));
    }

    @PatchMapping
    EmailSettingsView update(Caller.Merchant caller, @RequestBody EmailSettingsUpdate request) {
        request.check();
        return EmailSettingsView.of(choices.change(caller, request::applyTo));
    }
}
