package dev.portico.billing.included;

import dev.portico.events.AdjustmentData;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What was given back of a transaction in all, in minor units. What was rejected, only announced, or reversed does not
/// count, and neither does the reversal.
record AdjustmentsTotals(
        String subtotal,
        String tax,
        String total,
        String fee,
        String retainedFee,
        String earnings,
        Breakdown breakdown,
        String currencyCode) {

    private static final Set<String> COUNTED = Set.of("refund", "credit", "chargeback");
    private static final Set<String> NOT_COUNTED = Set.of("rejected", "reversed");

    /// By what was done.
    record Breakdown(String credit, String refund, String chargeback) {}

    static AdjustmentsTotals of(List<AdjustmentData> all, String currency) {
        List<AdjustmentData> counted =
                all.stream().filter(AdjustmentsTotals::counts).toList();
        return new AdjustmentsTotals(
                sum(counted, AdjustmentData.Totals::subtotal),
                sum(counted, AdjustmentData.Totals::tax),
                sum(counted, AdjustmentData.Totals::total),
                "0",
                "0",
                "0",
                new Breakdown(by(counted, "credit"), by(counted, "refund"), by(counted, "chargeback")),
                currency);
    }

    private static boolean counts(AdjustmentData adjustment) {
        return !NOT_COUNTED.contains(adjustment.status()) && COUNTED.contains(adjustment.action());
    }

    private static String by(List<AdjustmentData> all, String action) {
        return sum(
                all.stream()
                        .filter(adjustment -> adjustment.action().equals(action))
                        .toList(),
                AdjustmentData.Totals::total);
    }

    private static String sum(List<AdjustmentData> all, Function<AdjustmentData.Totals, String> amount) {
        return Long.toString(all.stream()
                .mapToLong(adjustment -> Long.parseLong(amount.apply(adjustment.totals())))
                .sum());
    }
}
