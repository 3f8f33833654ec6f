package dev.portico.subscription.subscription;

import dev.portico.chassis.money.Money;
import java.util.ArrayList;
import java.util.List;

/// What a change comes to.
///
/// @param extras to be paid
/// @param credit what was paid for and won't be had
record Bill(List<Extra> extras, Money credit) {

    Bill {
        extras = List.copyOf(extras);
    }

    static Bill nothing(String currency) {
        return new Bill(List.of(), Money.zero(currency));
    }

    boolean isNothing() {
        return extras.isEmpty() && credit.isZero();
    }

    Bill plus(Bill other) {
        var all = new ArrayList<>(extras);
        all.addAll(other.extras);
        return new Bill(all, credit.plus(other.credit));
    }
}
