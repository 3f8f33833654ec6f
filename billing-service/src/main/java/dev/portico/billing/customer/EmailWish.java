package dev.portico.billing.customer;

import dev.portico.events.EmailChangeOutcomeData;

/// A customer's wish for another e-mail address, confirmed at both.
///
/// @param from the address he had when he asked
record EmailWish(String id, String from, String to) {

    EmailChangeOutcomeData outcome(String customerId, String outcome) {
        return new EmailChangeOutcomeData(id, customerId, outcome);
    }

    @Override
    public String toString() {
        return id;
    }
}
