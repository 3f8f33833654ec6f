package dev.portico.billing.imports;

import static dev.portico.events.BillingEvents.IMPORT_LINES_HANDED_ON;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.importing.Kind;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.events.ImportBatchData;
import dev.portico.events.ImportedBatchData.Rejection;
import dev.portico.events.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// Imports, their lines, and what could not be kept of them.
@Component
final class Imports {

    private static final PageRequest ALL = new PageRequest(10_000, null, false, new PageRequest.Order("_id", true));

    private final Records<Import> imports;
    private final Aggregates<Chunk> chunks;
    private final Records<Text> texts;
    private final Records<Rejected> rejections;
    private final Clock clock;

    /// The lines of a chunk as they came.
    record Text(String id, String merchantId, List<Numbered> lines) implements Owned {}

    record Numbered(int number, String text) {}

    /// A line that could not be kept.
    record Rejected(String id, String merchantId, String importId, Rejection rejection) implements Owned {}

    Imports(Stores stores, Clock clock) {
        this.imports = stores.records("imports", Import.class)
                .taskIndex("running", "dueAt")
                .taskIndex("status", "dueAt");
        this.chunks =
                stores.aggregates("import_chunks", Chunk.class, Topic.BILLING).index("importId", "phase");
        this.texts = stores.records("import_texts", Text.class);
        this.rejections = stores.records("import_rejections", Rejected.class).index("importId");
        this.clock = clock;
    }

    void create(Caller caller, Import created) {
        imports.insertOnce(caller, created);
    }

    /// @throws Refusal `not_found`
    Import get(Caller caller, String id) {
        return imports.find(caller, id).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    Page<Import> page(Caller caller, PageRequest page) {
        return imports.page(caller, Filters.empty(), page);
    }

    List<Chunk> chunks(Caller caller, String importId) {
        return chunks.page(caller, Filters.eq("importId", importId), ALL).items();
    }

    List<Chunk> chunks(Caller caller, String importId, int phase) {
        var filter = Filters.and(Filters.eq("importId", importId), Filters.eq("phase", phase));
        return chunks.page(caller, filter, ALL).items();
    }

    Page<Rejected> rejections(Caller caller, String importId, PageRequest page) {
        get(caller, importId);
        return rejections.page(caller, Filters.eq("importId", importId), page);
    }

    List<Numbered> lines(Caller caller, Chunk chunk) {
        return texts.find(caller, chunk.id()).map(Text::lines).orElse(List.of());
    }

    /// Keeps some lines. The same again changes nothing.
    void add(Caller caller, Chunk chunk, List<Numbered> lines) {
        imports.claim(
                caller,
                chunk.importId(),
                Filters.eq("status", Import.RECEIVING),
                Updates.set("dueAt", clock.instant()));
        texts.insertOnce(caller, new Text(chunk.id(), chunk.merchantId(), lines));
        try {
            chunks.create(caller, Change.to(chunk));
        } catch (Duplicate e) {
            // These lines are here already.
            return;
        }
    }

    void reject(Caller caller, String importId, Rejection rejection) {
        String id = "%s-%09d".formatted(importId, rejection.line());
        rejections.insertOnce(caller, new Rejected(id, caller.merchantId(), importId, rejection));
    }

    void change(Caller caller, String chunkId, UnaryOperator<Chunk> change) {
        chunks.change(caller, chunkId, before -> Change.to(change.apply(before)));
    }

    /// The lines themselves are not needed any more, and nobody's data is kept for nothing.
    void forgetLines(Caller caller, String chunkId) {
        texts.delete(caller, chunkId);
    }

    /// Gives up an import that was never finished, if there is one whose last lines came long ago.
    boolean abandon(Instant longAgo) {
        Optional<Import> abandoned = imports.claimNext(
                Filters.and(Filters.eq("status", Import.RECEIVING), Filters.lt("dueAt", longAgo)),
                Updates.combine(Updates.set("status", Import.ABANDONED), Updates.set("finishedAt", clock.instant())));
        abandoned.ifPresent(given -> {
            var house = new Caller.Service(given.merchantId(), "an import was abandoned");
            chunks(house, given.id()).forEach(chunk -> forgetLines(house, chunk.id()));
        });
        return abandoned.isPresent();
    }

    /// Has another service keep lines of a chunk.
    void handOn(Caller caller, Chunk chunk, ImportBatchData batch) {
        chunks.change(
                caller,
                chunk.id(),
                before -> before.asked() == null && before.phase() == chunk.phase()
                        ? Change.to(before.handedOn()).telling(IMPORT_LINES_HANDED_ON, batch)
                        : Change.to(before));
    }

    Optional<Chunk> chunk(Caller caller, String id) {
        return chunks.find(caller, id);
    }

    /// All its lines have come.
    Import whole(Caller caller, String id) {
        imports.claim(
                caller,
                id,
                Filters.eq("status", Import.RECEIVING),
                Updates.combine(
                        Updates.set("status", Import.RUNNING),
                        Updates.set("running", true),
                        Updates.set("dueAt", clock.instant())));
        return get(caller, id);
    }

    /// The next import with work to do, taken so that nobody else works on it.
    Optional<Import> take(Duration lease) {
        var now = clock.instant();
        return imports.claimNext(
                Filters.and(Filters.eq("running", true), Filters.lte("dueAt", now)),
                Updates.set("dueAt", now.plus(lease)));
    }

    void release(Caller caller, Import taken, Duration rest) {
        imports.claim(
                caller,
                taken.id(),
                Filters.eq("running", true),
                Updates.set("dueAt", clock.instant().plus(rest)));
    }

    /// Goes on with the next kind, or ends.
    ///
    /// @param complaints whether any line was rejected
    void advance(Caller caller, Import taken, boolean complaints) {
        int next = taken.phase() + 1;
        String ended = complaints ? Import.COMPLETED_WITH_ERRORS : Import.COMPLETED;
        imports.claim(
                caller,
                taken.id(),
                Filters.eq("phase", taken.phase()),
                next < Kind.values().length
                        ? Updates.set("phase", next)
                        : Updates.combine(
                                Updates.set("phase", next),
                                Updates.set("status", ended),
                                Updates.set("finishedAt", clock.instant()),
                                Updates.unset("running")));
    }
}
