package dev.portico.embedded.store;

/// When a journal is rewritten without what no longer counts.
///
/// @param floor  a journal of fewer bytes is left alone
/// @param factor how many times its size after the last compaction a journal may reach
record Compaction(long floor, int factor) {
    static final Compaction DEFAULT = new Compaction(4 << 20, 4);

    boolean isDue(long size, long compacted) {
        return size > Math.max(floor, factor * compacted);
    }
}
