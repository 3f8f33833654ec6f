package dev.portico.billing.ledger;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// The merchants' books. Whatever is handed in again is there already.
@Component
public final class Ledger {

    private static final PageRequest EVERY_CURRENCY = new PageRequest(200, null, false);

    private final Records<Entry> entries;
    private final Aggregates<Book> books;
    private final Clock clock;

    Ledger(Stores stores, Clock clock) {
        this.entries = stores.records("ledger_entries", Entry.class)
                .index("transactionId", "_id")
                .index("createdAt")
                .index("postings.account", "_id");
        this.books =
                stores.aggregates("ledger_books", Book.class, Topic.BILLING).index("_id");
        this.clock = clock;
    }

    /// Writes down what is not written down yet. After a crash it is handed in again, and all that is missing is done.
    public void book(Caller.Service house, List<Entry> wanted) {
        Map<String, List<Entry>> byCurrency = wanted.stream().collect(Collectors.groupingBy(Entry::currency));
        byCurrency.forEach((currency, some) -> book(house, currency, some));
    }

    // An entry leaves the book only once it stands by itself, and the book is read before it is looked for there: at no
    // time can one that was counted be found in neither.
    private void book(Caller.Service house, String currency, List<Entry> wanted) {
        Book opened = open(house, currency);
        Instant now = clock.instant();
        Book counted = books.change(
                house,
                opened.id(),
                book -> Change.to(book.counting(wanted.stream()
                        .filter(entry -> !book.awaits(entry.id()))
                        .filter(entry -> entries.find(house, entry.id()).isEmpty())
                        .map(entry -> entry.writtenAt(now))
                        .toList())));
        if (counted.waiting().isEmpty()) return;
        for (Entry entry : counted.waiting()) entries.insertOnce(house, entry);
        Set<String> written = counted.waiting().stream().map(Entry::id).collect(Collectors.toSet());
        books.change(house, opened.id(), book -> Change.to(book.without(written)));
    }

    Page<Entry> page(Caller caller, Bson filter, PageRequest page) {
        return entries.page(caller, filter, page);
    }

    /// What is on each account, in each currency that was ever used. Costs the same however much was written down.
    List<AccountView> accounts(Caller caller) {
        return books.page(caller, Filters.empty(), EVERY_CURRENCY).items().stream()
                .flatMap(book -> book.accounts().stream())
                .toList();
    }

    private Book open(Caller.Service house, String currency) {
        String id = Book.idOf(house.merchantId(), currency);
        return books.find(house, id).orElseGet(() -> opened(house, currency, id));
    }

    private Book opened(Caller.Service house, String currency, String id) {
        try {
            return books.create(house, Change.to(Book.empty(house.merchantId(), currency)));
        } catch (Duplicate e) {
            return books.get(house, id);
        }
    }
}
