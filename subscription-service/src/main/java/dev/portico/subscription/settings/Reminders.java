package dev.portico.subscription.settings;

/// When customers are reminded of a bill that will come by itself.
///
/// @param trialDays how many days before a trial ends
/// @param renewalDays how many days before a period ends
/// @param ofEveryCycle whether of every renewal; else of those alone that come once in years
public record Reminders(int trialDays, int renewalDays, boolean ofEveryCycle) {

    public static final Reminders USUAL = new Reminders(3, 30, false);
}
