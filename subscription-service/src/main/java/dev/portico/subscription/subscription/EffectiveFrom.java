package dev.portico.subscription.subscription;

import dev.portico.chassis.error.Refusal;
import org.jspecify.annotations.Nullable;

/// When a change is to take effect.
enum EffectiveFrom {
    NEXT_BILLING_PERIOD,
    IMMEDIATELY;

    /// @throws Refusal `invalid_field` for any other word
    static EffectiveFrom read(@Nullable String wire) {
        return switch (wire) {
            case null -> NEXT_BILLING_PERIOD;
            case "next_billing_period" -> NEXT_BILLING_PERIOD;
            case "immediately" -> IMMEDIATELY;
            default -> throw Refusal.field("effective_from", "must be next_billing_period or immediately");
        };
    }
}
