package dev.portico.billing.imports;

import static dev.portico.events.SubscriptionEvents.IMPORT_LINES_KEPT;

import dev.portico.billing.imports.Imports.Numbered;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.importing.ImportLine;
import dev.portico.chassis.importing.Kind;
import dev.portico.chassis.importing.Outcome;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.work.Worker;
import dev.portico.events.ImportBatchData;
import dev.portico.events.ImportedBatchData;
import dev.portico.events.ImportedBatchData.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Works through imports: one kind after the other over all chunks, so that what is referred to is there. Everything
/// may be done twice: a chunk that was done half is done again.
@Component
class Importing implements Listener {

    private static final Set<Kind> OF_SUBSCRIPTION_SERVICE = Set.of(Kind.PRODUCT, Kind.PRICE, Kind.SUBSCRIPTION);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration UNTIL_ANSWERED = Duration.ofSeconds(5);
    private static final Duration OPEN_FOR = Duration.ofDays(1);
    private static final int AT_ONCE = 20;
    private static final int LAST = Kind.values().length - 1;

    private final Imports imports;
    private final Keeping keeping;
    private final JsonMapper json;

    Importing(Imports imports, Keeping keeping, JsonMapper json) {
        this.imports = imports;
        this.keeping = keeping;
        this.json = json;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(IMPORT_LINES_KEPT, this::answered);
    }

    /// Takes an import a bit further.
    ///
    /// @return whether there may be more to do at once
    boolean work() {
        Optional<Import> taken = imports.take(LEASE);
        if (taken.isEmpty()) return false;
        Import of = taken.get();
        var house = new Caller.Service(of.merchantId(), "an import is under way");
        List<Chunk> here = imports.chunks(house, of.id(), of.phase());
        List<Chunk> idle = here.stream().filter(chunk -> chunk.asked() == null).toList();
        idle.stream().limit(AT_ONCE).forEach(chunk -> keep(house, of, chunk));
        if (here.isEmpty()) advance(house, of);
        imports.release(house, of, here.isEmpty() || !idle.isEmpty() ? Duration.ZERO : UNTIL_ANSWERED);
        return here.isEmpty() || !idle.isEmpty();
    }

    private void advance(Caller house, Import of) {
        boolean complaints = imports.chunks(house, of.id()).stream().anyMatch(chunk -> chunk.rejected() > 0);
        imports.advance(house, of, complaints);
    }

    private void keep(Caller house, Import of, Chunk chunk) {
        Kind kind = Kind.values()[chunk.phase()];
        List<Numbered> lines = chunk.kinds().contains(kind) ? linesOf(house, chunk, kind) : List.of();
        if (lines.isEmpty()) done(house, chunk.id(), chunk.phase(), Tally.of(List.of()), List.of(), of.id());
        else if (OF_SUBSCRIPTION_SERVICE.contains(kind)) handOn(house, of, chunk, kind, lines);
        else keepHere(house, of, chunk, lines);
    }

    private void keepHere(Caller house, Import of, Chunk chunk, List<Numbered> lines) {
        var rejections = new ArrayList<Rejection>();
        var outcomes = new ArrayList<Outcome>();
        for (Numbered line : lines) {
            try {
                outcomes.add(keeping.keep(house, of, ImportLine.read(json, line.text())));
            } catch (Refusal | IllegalArgumentException | NullPointerException e) {
                rejections.add(ImportLine.rejection(json, line.number(), line.text(), e));
            }
        }
        done(house, chunk.id(), chunk.phase(), Tally.of(outcomes), rejections, of.id());
    }

    private void handOn(Caller house, Import of, Chunk chunk, Kind kind, List<Numbered> lines) {
        var batch = new ImportBatchData(
                chunk.id() + "-" + kind.wire(),
                of.id(),
                of.source(),
                of.createdAt(),
                lines.stream()
                        .map(line -> new ImportBatchData.Line(line.number(), line.text()))
                        .toList());
        imports.handOn(house, chunk, batch);
    }

    private void answered(Received<ImportedBatchData> event) {
        ImportedBatchData answer = event.data();
        int end = answer.id().lastIndexOf('-');
        String chunkId = answer.id().substring(0, end);
        Kind kind = Kind.valueOf(answer.id().substring(end + 1).toUpperCase(Locale.ROOT));
        if (imports.chunk(event.caller(), chunkId).isEmpty()) return;
        var tally = new Tally(answer.created(), answer.updated(), answer.unchanged());
        done(event.caller(), chunkId, kind.ordinal(), tally, answer.rejections(), answer.importId());
        imports.release(event.caller(), imports.get(event.caller(), answer.importId()), Duration.ZERO);
    }

    private void done(
            Caller house, String chunkId, int phase, Tally tally, List<Rejection> rejections, String importId) {
        rejections.forEach(rejection -> imports.reject(house, importId, rejection));
        imports.change(
                house, chunkId, before -> before.phase() == phase ? before.done(tally, rejections.size()) : before);
        if (phase == LAST) imports.forgetLines(house, chunkId);
    }

    private List<Numbered> linesOf(Caller house, Chunk chunk, Kind kind) {
        return imports.lines(house, chunk).stream()
                .filter(line -> ImportLine.read(json, line.text()).kind() == kind)
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class Rounds {

        @Bean
        Worker importRound(Importing importing) {
            return new Worker("imports", Duration.ofMillis(500), importing::work);
        }

        @Bean
        Worker abandonedImports(Imports imports, Clock clock) {
            return new Worker(
                    "abandoned-imports",
                    Duration.ofMinutes(1),
                    () -> imports.abandon(clock.instant().minus(OPEN_FOR)));
        }
    }
}
