package dev.portico.events;

/// A number of calendar units: `every 3 months`.
///
/// @param interval `day`, `week`, `month` or `year`
public record DurationData(String interval, int frequency) {}
