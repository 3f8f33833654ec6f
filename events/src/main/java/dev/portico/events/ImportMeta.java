package dev.portico.events;

import org.jspecify.annotations.Nullable;

/// Where an imported entity came from.
public record ImportMeta(@Nullable String externalId, String importedFrom) {}
