package dev.portico.billing.ledger;

/// One line of an entry.
///
/// @param account an [Account]'s word
/// @param amount minor units; positive is debit, negative is credit, never zero
public record Posting(String account, long amount) {}
