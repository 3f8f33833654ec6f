package dev.portico.events;

/// What became of a confirmed wish for another e-mail address.
///
/// @param id the wish's
/// @param outcome `changed` or `refused`: the address was somebody else's by then, or the customer had changed
/// meanwhile
public record EmailChangeOutcomeData(String id, String customerId, String outcome) {}
