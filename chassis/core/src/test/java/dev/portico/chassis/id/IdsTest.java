package dev.portico.chassis.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    final Instant now = Instant.parse("2026-11-24T10:00:00.123Z");
    final Ids ids = new Ids(Clock.fixed(now, ZoneOffset.UTC));

    @Test
    void ids_look_as_paddles_do_and_tell_when_they_were_made() {
        String id = ids.next("txn");
        assertThat(id).matches("txn_[a-z\\d]{26}");
        assertThat(Ids.isValid("txn", id)).isTrue();
        assertThat(Ids.isValid("sub", id)).isFalse();
        assertThat(Ids.madeAt(id)).contains(now);
        assertThat(Ids.madeAt("txn_nonsense")).isEmpty();
    }

    @Test
    void ids_of_one_millisecond_differ_and_sort_as_they_were_made() {
        assertThat(Stream.generate(() -> ids.next("evt")).limit(10_000).toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void what_exists_because_of_something_has_an_id_that_says_so() {
        String transaction = ids.next("txn");
        assertThat(Ids.derived("sub", transaction)).isEqualTo("sub" + transaction.substring(3));
    }

    @Test
    void a_seal_opens_only_with_its_key_and_for_its_purpose() {
        var sealer = new Sealer(Base64.getEncoder().encodeToString(new byte[32]));
        String sealed = sealer.seal("the link", "request 1");
        assertThat(sealed).doesNotContain("link");
        assertThat(sealer.open(sealed, "request 1")).isEqualTo("the link");
        assertThatThrownBy(() -> sealer.open(sealed, "request 2")).isInstanceOf(IllegalStateException.class);
        var other = new Sealer(Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes()));
        assertThatThrownBy(() -> other.open(sealed, "request 1")).isInstanceOf(IllegalStateException.class);
    }
}
