package dev.portico.embedded.store;

/// What an acknowledged write survives.
public enum Durability {
    /// The end of the process, `kill -9` included: the write is with the operating system.
    PROCESS_CRASH,
    /// A power cut too: the write is on the disk. Each group of concurrent writes waits for one flush.
    POWER_LOSS
}
