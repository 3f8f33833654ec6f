package dev.portico.invoice.einvoice;

/// How a bill is paid, by the code list UNTDID 4461.
public enum PaymentMeans {
    CARD("48"),
    CREDIT_TRANSFER("58"),
    DIRECT_DEBIT("59"),
    ONLINE("68"),
    SET_OFF("97");

    private final String code;

    PaymentMeans(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
