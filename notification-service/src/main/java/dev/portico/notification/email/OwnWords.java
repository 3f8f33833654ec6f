package dev.portico.notification.email;

import org.jspecify.annotations.Nullable;

/// A merchant's own words for one kind of e-mail in one language. What is null is said in ours.
///
/// @param subject one line; `{name}` stands for one of the kind's arguments
/// @param intro the first sentence; `{name}` stands for one of the kind's arguments
record OwnWords(@Nullable String subject, @Nullable String intro) {

    static final OwnWords NONE = new OwnWords(null, null);
}
