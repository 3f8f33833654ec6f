package dev.portico.billing.imports;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Identified;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.ImportedBatchData.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Imports over HTTP. Lines come as newline-delimited JSON, whole or in parts.
@RestController
@RequestMapping("/imports")
@Needs("import")
final class ImportApi {

    private static final int MOST_LINES = 100_000_000;

    private final Imports imports;
    private final Upload upload;
    private final Ids ids;
    private final Clock clock;

    /// How far an import is.
    ///
    /// @param linesDone lines that were kept or rejected
    /// @param imported lines that are known here now: created, updated or unchanged
    record ImportView(
            String id,
            String status,
            String source,
            int linesTotal,
            int linesDone,
            int imported,
            int created,
            int updated,
            int unchanged,
            int rejected,
            Instant createdAt,
            @Nullable Instant finishedAt)
            implements Identified {}

    /// A line that could not be imported, and why.
    record RejectionView(
            String id,
            int line,
            @Nullable String type,
            @Nullable String externalId,
            String code,
            String detail,
            @Nullable String field)
            implements Identified {

        static RejectionView of(Imports.Rejected rejected) {
            Rejection why = rejected.rejection();
            return new RejectionView(
                    rejected.id(), why.line(), why.type(), why.externalId(), why.code(), why.detail(), why.field());
        }
    }

    ImportApi(Imports imports, Upload upload, Ids ids, Clock clock) {
        this.imports = imports;
        this.upload = upload;
        this.ids = ids;
        this.clock = clock;
    }

    /// Imports the lines of the body. Without a body, an import is opened that is then sent in parts.
    ///
    /// @param source what to call the system that the lines come from
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportView create(
            Caller.Merchant caller, @RequestParam(defaultValue = "api") String source, HttpServletRequest request)
            throws IOException {
        Fields.check().required("source", source).text("source", source, 100).orRefuse();
        Instant now = clock.instant();
        var opened =
                new Import(ids.next("imp"), caller.merchantId(), source, Import.RECEIVING, 0, null, now, now, null);
        imports.create(caller, opened);
        var body = new PushbackInputStream(request.getInputStream());
        int first = body.read();
        if (first < 0) return view(caller, opened);
        body.unread(first);
        upload.receive(caller, opened.id(), 1, body);
        return view(caller, imports.whole(caller, opened.id()));
    }

    /// Adds lines to an import that was opened without any. The same lines again change nothing.
    ///
    /// @param from the number of the first line of the body
    @PostMapping("/{id}/lines")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportView add(
            Caller.Merchant caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "1") int from,
            HttpServletRequest request)
            throws IOException {
        Fields.check().range("from", from, 1, MOST_LINES).orRefuse();
        Import open = imports.get(caller, id);
        if (!open.status().equals(Import.RECEIVING))
            throw Refusal.of(ErrorCode.CONFLICT, "This import takes no lines any more. Open another one.");
        upload.receive(caller, id, from, request.getInputStream());
        return view(caller, open);
    }

    /// Says that all lines have come.
    @PostMapping("/{id}/finish")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportView finish(Caller.Merchant caller, @PathVariable String id) {
        imports.get(caller, id);
        return view(caller, imports.whole(caller, id));
    }

    @GetMapping
    Page<ImportView> list(Caller.Merchant caller, @Paged PageRequest page) {
        return imports.page(caller, page).map(found -> view(caller, found));
    }

    @GetMapping("/{id}")
    ImportView get(Caller.Merchant caller, @PathVariable String id) {
        return view(caller, imports.get(caller, id));
    }

    /// What could not be imported, line by line.
    @GetMapping("/{id}/rejections")
    Page<RejectionView> rejections(Caller.Merchant caller, @PathVariable String id, @Paged PageRequest page) {
        return imports.rejections(caller, id, page).map(RejectionView::of);
    }

    private ImportView view(Caller caller, Import shown) {
        List<Chunk> chunks = imports.chunks(caller, shown.id());
        int created = chunks.stream().mapToInt(Chunk::created).sum();
        int updated = chunks.stream().mapToInt(Chunk::updated).sum();
        int unchanged = chunks.stream().mapToInt(Chunk::unchanged).sum();
        int imported = created + updated + unchanged;
        int rejected = chunks.stream().mapToInt(Chunk::rejected).sum();
        return new ImportView(
                shown.id(),
                shown.status(),
                shown.source(),
                chunks.stream().mapToInt(Chunk::lines).sum(),
                imported + rejected,
                imported,
                created,
                updated,
                unchanged,
                rejected,
                shown.createdAt(),
                shown.finishedAt());
    }
}
