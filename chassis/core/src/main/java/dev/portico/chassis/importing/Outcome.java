package dev.portico.chassis.importing;

/// What a line came to that was kept.
public enum Outcome {
    CREATED,
    UPDATED,
    UNCHANGED;

    /// @param known whether it was here before
    /// @param news whether the line said anything new of it
    public static Outcome of(boolean known, boolean news) {
        if (!known) return CREATED;
        return news ? UPDATED : UNCHANGED;
    }
}
