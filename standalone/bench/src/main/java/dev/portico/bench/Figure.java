package dev.portico.bench;

import java.util.Map;
import java.util.TreeMap;

/// Something measured, and what it may be.
///
/// @param budget the most that the value may be
record Figure(String metric, double value, String unit, double budget) {

    boolean ok() {
        return value <= budget;
    }

    Map<String, Object> json() {
        var json = new TreeMap<String, Object>();
        json.put("metric", metric);
        json.put("value", value);
        json.put("unit", unit);
        json.put("budget", budget);
        json.put("ok", ok());
        return json;
    }

    String row() {
        return "%-44s %10.2f %-4s  at most %8.1f  %s".formatted(metric, value, unit, budget, ok() ? "ok" : "OVER");
    }
}
