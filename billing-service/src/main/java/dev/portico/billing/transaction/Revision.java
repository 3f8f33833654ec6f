package dev.portico.billing.transaction;

import dev.portico.events.TransactionData.RevisedDetails;
import java.time.Instant;

/// What a revision put right on the bill, and when.
record Revision(RevisedDetails details, Instant at) {}
