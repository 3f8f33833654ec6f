package dev.portico.chassis.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Repeatable;
import dev.portico.chassis.outbox.EventJson;
import dev.portico.chassis.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Aggregates of one kind. A change and the events that tell of it are one document and one atomic write.
public final class Aggregates<A extends Owned> {

    private static final String VERSION = "version";
    private static final Set<String> OURS = Set.of("_id", VERSION, Outbox.EVENTS, Outbox.PENDING, Outbox.SINCE);
    private static final Set<String> RESERVED =
            Stream.concat(OURS.stream(), Stream.of(Readings.FIELD)).collect(Collectors.toSet());
    private static final int ATTEMPTS = 20;

    private final Documents<A> documents;
    private final Outbox outbox;
    private final EventJson json;
    private @Nullable Readings<A, ?> readings;

    Aggregates(Documents<A> documents, Outbox outbox, EventJson json) {
        this.documents = documents;
        this.outbox = outbox;
        this.json = json;
    }

    /// @throws IllegalArgumentException if the type has a field whose name is needed here
    static void refuseOurNames(Class<?> type) {
        for (var component : type.getRecordComponents())
            if (RESERVED.contains(component.getName()))
                throw new IllegalArgumentException(type + " may not call a field " + component.getName());
    }

    /// Serves queries for the merchant and these fields. The merchant comes first by itself.
    public Aggregates<A> index(String... fields) {
        documents.index(within(fields));
        return this;
    }

    /// Lets no two of a merchant's aggregates agree in all these fields.
    public Aggregates<A> unique(String... fields) {
        documents.uniqueIndex(within(fields));
        return this;
    }

    /// Serves [#due] queries, which look across merchants.
    public Aggregates<A> dueIndex(String... fields) {
        documents.index(fields);
        return this;
    }

    /// Lets no two aggregates agree in all these fields, whoever they belong to, and serves a look-up by them.
    @SystemTask("a rule about what is stored reads nothing")
    public Aggregates<A> uniqueEverywhere(String... fields) {
        documents.uniqueIndex(fields);
        return this;
    }

    /// From now on it is written down with each how the API shows it.
    ///
    /// @param edition raised when the same fields come to say something else: older texts are not used any more
    public <T> Readings<A, T> shownAs(Class<T> type, int edition, Function<A, T> show) {
        var shown = new Readings<>(documents, edition + "-" + Form.of(type), show, json);
        readings = shown;
        return shown;
    }

    /// @throws Refusal `not_found`, for what is foreign exactly as for what is unknown
    public A get(Caller caller, String id) {
        return find(caller, id).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    public Optional<A> find(Caller caller, String id) {
        return documents.versioned(Scope.of(caller, id));
    }

    public Optional<A> first(Caller caller, Bson filter) {
        return documents.first(Scope.of(caller, filter));
    }

    public Page<A> page(Caller caller, Bson filter, PageRequest request) {
        return documents.page(caller, filter, request);
    }

    /// @throws Refusal `not_found`
    @SystemTask("the operator runs the installation and belongs to no merchant")
    public A get(Insider.Operator operator, String id) {
        return documents.first(Filters.eq("_id", id)).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    @SystemTask("the operator runs the installation and belongs to no merchant")
    public Page<A> page(Insider.Operator operator, PageRequest request) {
        return documents.page(new Document(), request);
    }

    @SystemTask("the gateway asks whose a host is, before any merchant is known")
    public Optional<A> first(Insider.Gateway gateway, Bson filter) {
        return documents.first(filter);
    }

    /// In a request that is repeated after a crash, what was created then is found instead.
    ///
    /// @throws Duplicate if it, or one with the same unique fields, exists
    public A create(Caller caller, Change<A> change) {
        A state = change.state();
        Scope.check(caller, state);
        Document document = written(state);
        outbox.put(document, state, change.facts());
        long version = Math.max(1, change.facts().size());
        document.put(VERSION, version);
        try {
            Documents.unlessDuplicate(() -> documents.raw().insertOne(document));
        } catch (Duplicate e) {
            return Repeatable.current().flatMap(_ -> find(caller, state.id())).orElseThrow(() -> e);
        }
        Versions.met(state.id(), version);
        if (!change.facts().isEmpty()) outbox.wake(state);
        return state;
    }

    /// Loads, changes, saves; again, if somebody else was quicker. The change may run several times, so it only
    /// computes.
    ///
    /// @throws Refusal `not_found`, or whatever the change refuses
    public A change(Caller caller, String id, Function<A, Change<A>> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Document found = documents.raw().find(Scope.of(caller, id)).first();
            if (found == null) throw Refusal.of(ErrorCode.NOT_FOUND);
            Versions.check(id, found.getLong(VERSION));
            A before = documents.read(found);
            Change<A> changed = change.apply(before);
            if (changed.facts().isEmpty() && changed.state().equals(before)) {
                Versions.met(id, found.getLong(VERSION));
                return before;
            }
            if (saved(caller, found, changed)) return changed.state();
        }
        throw Refusal.of(ErrorCode.CONCURRENT_MODIFICATION);
    }

    /// Forgets it.
    ///
    /// @return false if it was not there
    public boolean delete(Caller caller, String id) {
        return documents.raw().deleteOne(Scope.of(caller, id)).getDeletedCount() == 1;
    }

    /// Takes off a mark that awaited some work, if it still is the one that was seen. What nobody is shown makes no new
    /// version.
    ///
    /// @return false if there is something new to do
    public boolean unmark(Caller caller, String id, String field, @Nullable Object seen) {
        Bson same = Filters.and(Scope.of(caller, id), Filters.eq(field, seen));
        return documents.raw().updateOne(same, Updates.unset(field)).getMatchedCount() == 1;
    }

    /// What is due for work at some instant, whoever it belongs to.
    @SystemTask("time asks, not a person; the work itself is then done as that merchant's service")
    public List<A> due(Bson filter, int limit) {
        return documents.all(documents.raw().find(filter).limit(limit));
    }

    /// What is due first, by a field, whoever it belongs to.
    @SystemTask("time asks, not a person; the work itself is then done as that merchant's service")
    public Optional<A> firstDue(Bson filter, String field) {
        return Optional.ofNullable(documents
                        .raw()
                        .find(filter)
                        .sort(Sorts.ascending(field))
                        .limit(1)
                        .first())
                .map(documents::read);
    }

    /// Forgets what is no longer needed, once its events have left.
    @SystemTask("time asks, not a person")
    public long sweep(Bson expired) {
        Bson told = Filters.and(expired, Filters.exists(Outbox.PENDING, false));
        return documents.raw().deleteMany(told).getDeletedCount();
    }

    private boolean saved(Caller caller, Document found, Change<A> changed) {
        A state = changed.state();
        Scope.check(caller, state);
        long version = found.getLong(VERSION);
        Document document = written(state);
        var updates = new ArrayList<Bson>();
        document.forEach((field, value) -> {
            if (!OURS.contains(field)) updates.add(Updates.set(field, value));
        });
        found.keySet().stream()
                .filter(field -> !OURS.contains(field) && !document.containsKey(field))
                .forEach(field -> updates.add(Updates.unset(field)));
        long next = version + Math.max(1, changed.facts().size());
        updates.add(Updates.set(VERSION, next));
        updates.addAll(outbox.push(state, changed.facts(), version));
        Bson same = Filters.and(Scope.of(caller, state.id()), Filters.eq(VERSION, version));
        boolean saved = Documents.unlessDuplicate(() -> documents.raw().updateOne(same, Updates.combine(updates)))
                        .getMatchedCount()
                == 1;
        if (saved) Versions.met(state.id(), next);
        if (saved && !changed.facts().isEmpty()) outbox.wake(state);
        return saved;
    }

    private Document written(A state) {
        Document document = documents.write(state);
        if (readings != null) readings.writeDown(document);
        return document;
    }

    static String[] within(String... fields) {
        var all = new String[fields.length + 1];
        all[0] = Scope.MERCHANT;
        System.arraycopy(fields, 0, all, 1, fields.length);
        return all;
    }
}
