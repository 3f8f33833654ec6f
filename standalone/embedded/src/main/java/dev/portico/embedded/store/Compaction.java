package dev.portico.embedded.store;

/// When the journal is rewritten without what no longer counts.
///
/// @param floor  fewer bytes of changes since the last time are left alone
/// @param factor how many times the size after the last time those changes may reach
record Compaction(long floor, int factor) {
    static final Compaction DEFAULT = new Compaction(4 << 20, 4);

    boolean isDue(long changes, long compacted) {
        return changes > limit(compacted);
    }

    /// Writers are faster than the compaction; they have to wait for it, or the files would grow without bound.
    boolean isOverdue(long changes, long compacted) {
        return changes > 2 * limit(compacted);
    }

    private long limit(long compacted) {
        return Math.max(floor, factor * compacted);
    }
}
