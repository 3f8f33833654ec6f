package dev.portico.pricing;

import dev.portico.events.TransactionData.LineTotals;
import org.jspecify.annotations.Nullable;

/// Amounts that were taxed at one rate.
///
/// @param taxRate a fraction such as `"0.19"`
/// @param taxName absent where the tax has no name
public record Rated(String taxRate, @Nullable String taxName, LineTotals totals) {}
