package dev.portico.invoice.document;

/// How a text is read.
///
/// @param language as an IETF tag
/// @param rightToLeft from which side its lines begin
record Reading(String language, boolean rightToLeft) {}
