package dev.portico.events;

/// Which part of a billing period is charged.
///
/// @param rate a fraction as a string: `"0.5"`
public record Proration(String rate, PeriodData billingPeriod) {}
