package dev.portico.acceptance;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/// The vault's form in a portal's page, as somebody fills it in who reads English.
record PaymentForm(Page page) {

    static final String GOOD = "4242424242424242";
    static final String DECLINED = "4000000000000002";
    static final String ASKS = "4000002760003184";

    FrameLocator frame() {
        return page.frameLocator("iframe.payment-form");
    }

    /// Types it key by key: fields that set digits apart must not lose any.
    void card(String number) {
        type("Card number", number);
        type("Expiry", "0829");
        type("Security code", "123");
        type("Name on card", "Ada Lovelace");
    }

    void debit(String iban) {
        choose("SEPA debit");
        type("IBAN", iban);
        type("Account holder", "Ada Lovelace");
    }

    void choose(String way) {
        frame().getByRole(AriaRole.RADIO, new FrameLocator.GetByRoleOptions().setName(way))
                .check();
    }

    void type(String label, String text) {
        Locator field = field(label);
        field.fill("");
        field.pressSequentially(text);
    }

    void press(String button) {
        frame().getByRole(
                        AriaRole.BUTTON,
                        new FrameLocator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    Locator field(String label) {
        return frame().getByLabel(label);
    }

    Locator text(String text) {
        return frame().getByText(text);
    }
}
