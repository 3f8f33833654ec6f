package dev.portico.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    private static final Compaction NEVER = new Compaction(Long.MAX_VALUE, 1);
    private static final Compaction OFTEN = new Compaction(16 * 1024, 2);

    @TempDir
    Path directory;

    @Test
    void what_was_put_removed_dropped_and_renamed_is_so_after_reopening() {
        try (FileJournal journal = open(NEVER)) {
            journal.put("db.a", 1, named("one"));
            journal.put("db.a", 2, named("two"));
            journal.put("db.a", 1, named("one, changed"));
            journal.remove("db.a", 2);
            journal.put("db.b", 1, named("dropped"));
            journal.drop("db.b");
            journal.put("db.c", 7, named("moved"));
            journal.rename("db.c", "db.d");
        }
        assertThat(reopened())
                .isEqualTo(Map.of("db.a", Map.of(1L, named("one, changed")), "db.d", Map.of(7L, named("moved"))));
    }

    @Test
    void a_last_record_torn_at_any_byte_is_dropped_alone() throws IOException {
        long start = writtenThen("kept", 1);
        long end = writtenThen("torn", 2);
        byte[] whole = Files.readAllBytes(segment(1));
        for (int length = (int) start; length < end; length++) {
            Files.write(segment(1), Arrays.copyOf(whole, length));
            assertThat(reopened()).isEqualTo(Map.of("db.a", Map.of(1L, named("kept"))));
            writtenThen("next", 3);
            assertThat(reopened().get("db.a")).containsOnlyKeys(1L, 3L);
        }
    }

    @Test
    void a_file_cut_within_its_mark_is_an_empty_journal() throws IOException {
        Files.write(segment(1), Arrays.copyOf(Segment.MARK, 3));
        assertThat(reopened()).isEmpty();
        writtenThen("first", 1);
        assertThat(reopened().get("db.a")).containsOnlyKeys(1L);
    }

    @Test
    void zeros_after_the_last_record_are_a_torn_tail() throws IOException {
        writtenThen("kept", 1);
        byte[] whole = Files.readAllBytes(segment(1));
        Files.write(segment(1), Arrays.copyOf(whole, whole.length + 4096));
        assertThat(reopened()).isEqualTo(Map.of("db.a", Map.of(1L, named("kept"))));
    }

    @Test
    void a_damaged_record_before_others_is_not_silently_dropped() throws IOException {
        int start = (int) writtenThen("damaged", 1);
        writtenThen("after", 2);
        byte[] bytes = Files.readAllBytes(segment(1));
        bytes[start - 1] ^= 1;
        Files.write(segment(1), bytes);
        assertThatThrownBy(this::reopened).hasMessageContaining("is damaged at byte 8");
    }

    @Test
    void an_unfinished_record_in_a_file_that_is_not_the_last_is_damage() throws IOException {
        writtenThen("cut", 1);
        Files.write(segment(2), Segment.MARK);
        Files.write(segment(1), Arrays.copyOf(Files.readAllBytes(segment(1)), 20));
        assertThatThrownBy(this::reopened).hasMessageContaining("is damaged at byte 8");
    }

    @Test
    void a_foreign_file_is_refused() throws IOException {
        Files.writeString(segment(1), "something else altogether");
        assertThatThrownBy(this::reopened).hasMessageContaining("is not a journal of this store");
    }

    @Test
    void a_directory_serves_one_store_at_a_time() {
        try (FileJournal _ = open(NEVER)) {
            assertThatThrownBy(() -> open(NEVER)).isInstanceOf(RuntimeException.class);
        }
        open(NEVER).close();
    }

    @Test
    void many_changes_of_few_documents_do_not_blow_up_the_files() throws IOException {
        manyChanges();
        assertThat(size()).isLessThan(256 * 1024);
        assertThat(reopened()).isEqualTo(afterManyChanges());
    }

    @Test
    void a_crash_between_compaction_and_clearing_up_brings_nothing_back() throws IOException {
        try (FileJournal journal = open(NEVER)) {
            journal.put("db.a", 999, named("removed long ago"));
        }
        byte[] old = Files.readAllBytes(segment(1));
        try (FileJournal journal = open(NEVER)) {
            journal.remove("db.a", 999);
        }
        manyChanges();
        assertThat(segment(1)).doesNotExist();
        Files.write(segment(1), old);
        Files.writeString(directory.resolve("compaction.tmp"), "half written");
        assertThat(reopened()).isEqualTo(afterManyChanges());
        assertThat(directory.resolve("compaction.tmp")).doesNotExist();
    }

    private void manyChanges() {
        try (FileJournal journal = open(OFTEN)) {
            for (int i = 0; i < 20_000; i++) {
                journal.put("db.a", i % 20, named("version " + i));
                journal.commit();
            }
        }
    }

    private static Map<String, Map<Long, Document>> afterManyChanges() {
        Map<Long, Document> documents = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            documents.put((long) i, named("version " + (19_980 + i)));
        }
        return Map.of("db.a", documents);
    }

    /// Puts one document and gives the size of the file then.
    private long writtenThen(String name, long position) throws IOException {
        try (FileJournal journal = open(NEVER)) {
            journal.put("db.a", position, named(name));
        }
        return Files.size(segment(1));
    }

    private Map<String, SequencedMap<Long, Document>> reopened() {
        try (FileJournal journal = open(NEVER)) {
            return journal.recovered();
        }
    }

    private FileJournal open(Compaction compaction) {
        return new FileJournal(directory, Durability.PROCESS_CRASH, compaction);
    }

    private Path segment(int number) {
        return Segment.in(directory, number).file();
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static Document named(String name) {
        return new Document("_id", List.of(name).hashCode()).append("name", name);
    }
}
