package dev.portico.events;

import org.jspecify.annotations.Nullable;

/// A PDF that was made of an invoice or a credit note, for whoever sends it on.
///
/// @param id the invoice's or the credit note's, and which edition of it: `inv_…:2`
/// @param name of the file, without its ending
/// @param pdf its bytes in Base64; absent where they are too many for an event
public record DocumentData(
        String id, String name, String sha256, @Nullable String pdf) {}
