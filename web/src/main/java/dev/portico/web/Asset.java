package dev.portico.web;

import org.jspecify.annotations.Nullable;

/// A file of the web app. Its name holds a hash of its content, so it may be cached for ever.
///
/// @param contentType ready for the header, charset included
/// @param etag quoted, ready for the header
/// @param brotli null where the jar was built on a platform without brotli
public record Asset(String contentType, String etag, byte[] identity, byte[] gzip, byte @Nullable [] brotli) {

    public static final String CACHE_CONTROL = "public, max-age=31536000, immutable";
}
