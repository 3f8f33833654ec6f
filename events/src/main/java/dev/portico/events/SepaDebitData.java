package dev.portico.events;

/// A bank account that is drawn on by SEPA direct debit: never its whole IBAN.
///
/// @param country ISO 3166-1, two letters
public record SepaDebitData(String country, String last4) {}
