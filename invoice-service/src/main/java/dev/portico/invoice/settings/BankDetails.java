package dev.portico.invoice.settings;

import dev.portico.chassis.error.Fields;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where an invoice is paid to by transfer.
///
/// @param iban without spaces
public record BankDetails(
        @Nullable String accountHolder,
        @Nullable String iban,
        @Nullable String bic,
        @Nullable String bankName) {

    private static final int LONGEST = 100;
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    void check(Fields fields) {
        fields.required("bank_details.account_holder", accountHolder)
                .text("bank_details.account_holder", accountHolder, LONGEST)
                .required("bank_details.iban", iban)
                .matches("bank_details.iban", iban, BankDetails::isIban, "must be an IBAN")
                .matches(
                        "bank_details.bic",
                        bic,
                        code -> code.matches("[A-Z0-9]{8}([A-Z0-9]{3})?"),
                        "must be a BIC of 8 or 11 letters and digits")
                .text("bank_details.bank_name", bankName, LONGEST);
    }

    BankDetails tidy() {
        return new BankDetails(accountHolder, compact(String.valueOf(iban)), bic, bankName);
    }

    /// In groups of four, as banks print it.
    public String printedIban() {
        return String.valueOf(iban).replaceAll("(.{4})(?!$)", "$1 ");
    }

    // ISO 13616: the first four characters go to the end, letters count from 10, and the remainder by 97 is 1.
    private static boolean isIban(String text) {
        String iban = compact(text);
        if (!iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")) return false;
        var digits = new StringBuilder();
        for (char c : (iban.substring(4) + iban.substring(0, 4)).toCharArray()) digits.append(Character.digit(c, 36));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
    }

    private static String compact(String iban) {
        return iban.replace(" ", "").toUpperCase(Locale.ROOT);
    }
}
