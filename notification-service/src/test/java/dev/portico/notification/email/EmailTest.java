package dev.portico.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.store.Change;
import dev.portico.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EmailTest {

    private static final Instant NOW = Samples.AT;
    private final Email queued = AnEmail.receiptFor("ada@customers.example", NOW);

    @Test
    void only_one_takes_it_until_his_time_is_up() {
        Email taken = queued.taken("one", NOW).state();
        assertThat(taken.lease()).isEqualTo("one");
        assertThat(taken.taken("other", NOW.plusSeconds(59)).state().lease()).isEqualTo("one");
        assertThat(taken.taken("other", NOW.plusSeconds(60)).state().lease()).isEqualTo("other");
    }

    @Test
    void what_was_sent_is_told_and_not_taken_again() {
        Change<Email> sent = queued.taken("one", NOW).state().sent(NOW.plusSeconds(1));
        assertThat(sent.facts())
                .singleElement()
                .satisfies(fact -> assertThat(fact.type().name()).isEqualTo("email.sent"));
        assertThat(sent.state().taken("other", NOW.plus(Duration.ofDays(1))).state())
                .isEqualTo(sent.state());
    }

    @Test
    void patience_grows_from_five_seconds_to_an_hour_and_ends_after_a_day() {
        assertThat(waitOf(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(waitOf(4)).isEqualTo(Duration.ofSeconds(40));
        assertThat(waitOf(40)).isEqualTo(Duration.ofHours(1));
        assertThat(queued.taken("one", NOW)
                        .state()
                        .delayed(NOW.plus(Duration.ofHours(24)).plusMillis(1))
                        .state()
                        .status())
                .isEqualTo("failed");
    }

    @Test
    void a_sign_in_link_expires_at_its_instant_and_is_forgotten_with_whatever_ends_it() {
        Email signIn = AnEmail.signIn(NOW, NOW.plusSeconds(600));
        assertThat(signIn.isExpired(NOW.plusSeconds(599))).isFalse();
        assertThat(signIn.isExpired(NOW.plusSeconds(600))).isTrue();
        assertThat(signIn.sent(NOW).state().sealedLink()).isNull();
        assertThat(signIn.failed("expired").state().sealedLink()).isNull();
        assertThat(signIn.taken("one", NOW).state().delayed(NOW).state().sealedLink())
                .isEqualTo("sealed");
    }

    private Duration waitOf(int attempts) {
        Email email = queued;
        for (int i = 0; i < attempts; i++)
            email = email.taken("one", email.dueAt()).state();
        return Duration.between(NOW, email.delayed(NOW).state().dueAt());
    }
}
