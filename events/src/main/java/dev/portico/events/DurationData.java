package dev.portico.events;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/// A number of calendar units: `every 3 months`.
///
/// @param interval `day`, `week`, `month` or `year`
public record DurationData(String interval, int frequency) {

    /// When it is over, by the calendar in UTC.
    public Instant endAfter(Instant beginning) {
        Period period = switch (interval) {
            case "week" -> Period.ofWeeks(frequency);
            case "month" -> Period.ofMonths(frequency);
            case "year" -> Period.ofYears(frequency);
            default -> Period.ofDays(frequency);
        };
        return beginning.atZone(ZoneOffset.UTC).plus(period).toInstant();
    }
}
