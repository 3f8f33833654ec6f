package dev.portico.subscription.subscription;

import dev.portico.chassis.error.Refusal;
import java.util.Arrays;
import java.util.Locale;

/// Whether a change is paid for by the time that is left or in full, and now or with the next bill.
enum ProrationMode {
    PRORATED_IMMEDIATELY,
    PRORATED_NEXT_BILLING_PERIOD,
    FULL_IMMEDIATELY,
    FULL_NEXT_BILLING_PERIOD,
    DO_NOT_BILL;

    /// @throws Refusal `invalid_field` for any other word
    static ProrationMode read(String wire) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(wire))
                .findFirst()
                .orElseThrow(() -> Refusal.field("proration_billing_mode", "is not a proration billing mode"));
    }

    boolean isProrated() {
        return this == PRORATED_IMMEDIATELY || this == PRORATED_NEXT_BILLING_PERIOD;
    }

    boolean isImmediate() {
        return this == PRORATED_IMMEDIATELY || this == FULL_IMMEDIATELY;
    }
}
