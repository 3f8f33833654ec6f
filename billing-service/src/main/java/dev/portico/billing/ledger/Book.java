package dev.portico.billing.ledger;

import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Owned;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A merchant's accounts in one currency, all in one document: they are in balance whenever somebody looks.
///
/// @param totals by the account's word
/// @param waiting entries that the totals count already, and that are yet to be written down one by one
record Book(String id, String merchantId, String currency, Map<String, Total> totals, List<Entry> waiting)
        implements Owned {

    /// Minor units as text: many amounts may add up to more than one can hold.
    ///
    /// @param credits as a positive number
    record Total(String debits, String credits) {

        static final Total NOTHING = new Total("0", "0");

        Total plus(long amount) {
            return amount > 0
                    ? new Total(sum(debits, amount), credits)
                    : new Total(debits, sum(credits, Math.negateExact(amount)));
        }

        String balance() {
            return new BigInteger(debits).subtract(new BigInteger(credits)).toString();
        }

        private static String sum(String before, long amount) {
            return new BigInteger(before).add(BigInteger.valueOf(amount)).toString();
        }
    }

    Book {
        totals = Map.copyOf(totals);
        waiting = List.copyOf(waiting);
    }

    static String idOf(String merchantId, String currency) {
        return Ids.derived("ldgb", merchantId) + "_" + currency;
    }

    static Book empty(String merchantId, String currency) {
        return new Book(idOf(merchantId, currency), merchantId, currency, Map.of(), List.of());
    }

    /// Counts entries, each of which is none that was counted before.
    Book counting(List<Entry> entries) {
        if (entries.isEmpty()) return this;
        var sums = new TreeMap<>(totals);
        for (Entry entry : entries)
            for (Posting posting : entry.postings())
                sums.merge(
                        posting.account(),
                        Total.NOTHING.plus(posting.amount()),
                        (before, _) -> before.plus(posting.amount()));
        var more = new ArrayList<>(waiting);
        more.addAll(entries);
        return new Book(id, merchantId, currency, sums, more);
    }

    Book without(Set<String> written) {
        return new Book(
                id,
                merchantId,
                currency,
                totals,
                waiting.stream().filter(entry -> !written.contains(entry.id())).toList());
    }

    boolean awaits(String entryId) {
        return waiting.stream().anyMatch(entry -> entry.id().equals(entryId));
    }

    List<AccountView> accounts() {
        return Arrays.stream(Account.values())
                .map(Account::wire)
                .map(account -> AccountView.of(account, currency, totals.getOrDefault(account, Total.NOTHING)))
                .toList();
    }
}
