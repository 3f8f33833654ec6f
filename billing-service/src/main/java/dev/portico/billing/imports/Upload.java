package dev.portico.billing.imports;

import dev.portico.billing.imports.Imports.Numbered;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.importing.ImportLine;
import dev.portico.chassis.importing.Kind;
import dev.portico.events.ImportedBatchData.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Stores lines as they come in, some hundred at a time: no import is ever held whole.
@Component
final class Upload {

    /// Lines of a chunk at most.
    static final int MOST_LINES = 500;

    // As an event a chunk must fit into a Kafka record.
    private static final int MOST_CHARACTERS = 200_000;

    private final Imports imports;
    private final JsonMapper json;

    Upload(Imports imports, JsonMapper json) {
        this.imports = imports;
        this.json = json;
    }

    /// @param from the number of the first line that comes
    void receive(Caller caller, String importId, int from, InputStream body) throws IOException {
        var lines = new Lines(body, from);
        var some = new Some(caller, importId);
        for (var line = lines.next(); line != null; line = lines.next()) some.add(line);
        some.store();
    }

    /// Lines on their way into the store.
    private final class Some {

        private final Caller caller;
        private final String importId;
        private final List<Numbered> lines = new ArrayList<>();
        private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        private int first;
        private int count;
        private int characters;
        private int rejected;

        Some(Caller caller, String importId) {
            this.caller = caller;
            this.importId = importId;
        }

        void add(Lines.Line line) {
            if (count == 0) first = line.number();
            count++;
            if (line.text() == null)
                reject(new Rejection(
                        line.number(), null, null, "invalid_field", "The line " + line.wrong() + ".", null));
            else sort(line.number(), line.text());
            if (count == MOST_LINES || characters > MOST_CHARACTERS) store();
        }

        private void sort(int number, String text) {
            try {
                kinds.add(ImportLine.read(json, text).kind());
                lines.add(new Numbered(number, text));
                characters += text.length();
            } catch (Refusal e) {
                reject(ImportLine.rejection(json, number, text, e));
            }
        }

        private void reject(Rejection rejection) {
            imports.reject(caller, importId, rejection);
            rejected++;
        }

        void store() {
            if (count == 0) return;
            var chunk = new Chunk(
                    "%s-%09d".formatted(importId, first),
                    caller.merchantId(),
                    importId,
                    first,
                    count,
                    EnumSet.copyOf(kinds.isEmpty() ? EnumSet.of(Kind.TRANSACTION) : kinds),
                    0,
                    null,
                    0,
                    0,
                    0,
                    rejected);
            imports.add(caller, chunk, List.copyOf(lines));
            lines.clear();
            kinds.clear();
            count = 0;
            characters = 0;
            rejected = 0;
        }
    }
}
