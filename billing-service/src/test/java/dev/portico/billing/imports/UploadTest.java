package dev.portico.billing.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.testing.RunningService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UploadTest {

    static final int LINES = 5_000;
    // What the reader has taken ahead of the line it is at.
    static final int AHEAD = 65_536;
    static final Ids IDS = new Ids(Clock.systemUTC());
    static RunningService billing;

    final Caller caller = new Caller.Service(IDS.next("mer"), "an import");
    final String importId = IDS.next("imp");
    final Instant opened = Instant.now().minusSeconds(60);

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @Test
    void whatever_has_been_read_is_stored_but_for_the_chunk_at_hand() throws IOException {
        Imports imports = billing.bean(Imports.class);
        open(imports, importId, Import.RECEIVING);
        billing.bean(Upload.class).receive(caller, importId, 1, new Watched());
        assertThat(stored()).isEqualTo(LINES);
    }

    @Test
    void an_import_that_gets_no_more_lines_is_given_up_and_they_are_forgotten() throws IOException {
        Imports imports = billing.bean(Imports.class);
        String done = IDS.next("imp");
        open(imports, importId, Import.RECEIVING);
        open(imports, done, Import.RUNNING);
        billing.bean(Upload.class).receive(caller, importId, 1, new ByteArrayInputStream("""
                        {"type":"customer","external_id":"c","data":{"email":"c@example.com"}}
                        """.getBytes(UTF_8)));
        Chunk chunk = imports.chunks(caller, importId).getFirst();
        Instant lastLines = imports.get(caller, importId).dueAt();
        assertThat(lastLines).isAfter(opened);

        assertThat(imports.abandon(lastLines)).isFalse();
        assertThat(imports.lines(caller, chunk)).hasSize(1);
        assertThat(imports.abandon(lastLines.plusMillis(1))).isTrue();
        assertThat(imports.lines(caller, chunk)).isEmpty();
        assertThat(imports.get(caller, importId).status()).isEqualTo("abandoned");
        assertThat(imports.get(caller, importId).finishedAt()).isNotNull();
        assertThat(imports.get(caller, done).status()).isEqualTo("running");
    }

    private void open(Imports imports, String id, String status) {
        imports.create(caller, new Import(id, caller.merchantId(), "api", status, 0, null, opened, opened, null));
    }

    int stored() {
        return billing.bean(Imports.class).chunks(caller, importId).stream()
                .mapToInt(Chunk::lines)
                .sum();
    }

    /// Makes lines, and looks at what became of the earlier ones.
    final class Watched extends InputStream {

        private byte[] line = {};
        private int at;
        private int made;

        @Override
        public int read() {
            if (at == line.length) {
                if (made == LINES) return -1;
                line = "{\"type\":\"customer\",\"external_id\":\"c%05d\",\"data\":{\"email\":\"c%05d@example.com\"}}\n"
                        .formatted(made, made)
                        .getBytes(UTF_8);
                at = 0;
                made++;
                if (made % 100 == 0)
                    assertThat(stored()).isGreaterThanOrEqualTo(made - Upload.MOST_LINES - AHEAD / line.length - 1);
            }
            return line[at++];
        }
    }
}
