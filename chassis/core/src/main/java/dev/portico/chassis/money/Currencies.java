package dev.portico.chassis.money;

import java.util.Set;

/// What money can be asked for in: the currencies that Paddle knows.
public final class Currencies {

    public static final Set<String> KNOWN = Set.of(
            "USD", "EUR", "GBP", "JPY", "AUD", "CAD", "CHF", "CLP", "HKD", "SGD", "SEK", "ARS", "BRL", "CNY", "COP",
            "CZK", "DKK", "HUF", "ILS", "INR", "KRW", "MXN", "NOK", "NZD", "PEN", "PLN", "RUB", "THB", "TRY", "TWD",
            "UAH", "VND", "ZAR");

    private Currencies() {}
}
