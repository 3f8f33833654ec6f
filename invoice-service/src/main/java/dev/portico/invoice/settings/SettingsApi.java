package dev.portico.invoice.settings;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Patch;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a merchant wants on all its invoices and credit notes.
@RestController
@RequestMapping("/invoice-settings")
@Needs("transaction")
final class SettingsApi {

    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_FOOTER = 600;

    private final Settings settings;
    private final Logos logos;

    /// @param companyNumber under which the merchant is registered, as it is to be printed
    /// @param footer a sentence or two at the end of each document
    /// @param bankDetails where an invoice that the customer pays by himself is paid to
    /// @param logo a PNG or JPEG as a data URI
    record SettingsView(
            @Nullable String companyNumber,
            @Nullable String footer,
            @Nullable BankDetails bankDetails,
            @Nullable String logo) {}

    SettingsApi(Settings settings, Logos logos) {
        this.settings = settings;
        this.logos = logos;
    }

    @GetMapping
    SettingsView get(Caller.Merchant caller) {
        return view(caller, settings.of(caller));
    }

    @PatchMapping
    SettingsView update(
            Caller.Merchant caller, @Changes({"company_number", "footer", "bank_details", "logo"}) Patch patch) {
        String image = patch.text("logo", null);
        BankDetails bank = patch.value("bank_details", BankDetails.class, null);
        Fields fields = Fields.check()
                .text("company_number", patch.text("company_number", null), LONGEST_NUMBER)
                .text("footer", patch.text("footer", null), LONGEST_FOOTER)
                .matches("logo", image, Logos::isLogo, Logos.RULE);
        if (bank != null) bank.check(fields);
        fields.orRefuse();
        String logo = image == null ? null : logos.keep(caller, image);
        return view(caller, settings.change(caller, before -> changed(before, patch, logo)));
    }

    private static Printed changed(Printed before, Patch patch, @Nullable String logo) {
        BankDetails bank = patch.value("bank_details", BankDetails.class, before.bankDetails());
        return new Printed(
                patch.text("company_number", before.companyNumber()),
                patch.text("footer", before.footer()),
                bank == null ? null : bank.tidy(),
                patch.has("logo") ? logo : before.logo());
    }

    private SettingsView view(Caller caller, Printed printed) {
        String logo = printed.logo() == null ? null : logos.dataUri(caller, printed.logo());
        return new SettingsView(printed.companyNumber(), printed.footer(), printed.bankDetails(), logo);
    }
}
