package dev.portico.invoice.einvoice;

import org.jspecify.annotations.Nullable;

/// How something is taxed, by the code list UNCL 5305, and the code that says why no tax is charged.
public enum TaxCategory {
    STANDARD("S", null),
    ZERO_RATED("Z", null),
    EXEMPT("E", null),
    REVERSE_CHARGE("AE", "VATEX-EU-AE"),
    NOT_SUBJECT("O", "VATEX-EU-O");

    private final String code;
    private final @Nullable String exemption;

    TaxCategory(String code, @Nullable String exemption) {
        this.code = code;
        this.exemption = exemption;
    }

    String code() {
        return code;
    }

    @Nullable
    String exemption() {
        return exemption;
    }
}
