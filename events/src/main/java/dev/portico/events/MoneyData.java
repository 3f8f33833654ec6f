package dev.portico.events;

/// An amount in minor units of its currency, as a string (`"3000"` is 30.00 USD).
public record MoneyData(String amount, String currencyCode) {}
