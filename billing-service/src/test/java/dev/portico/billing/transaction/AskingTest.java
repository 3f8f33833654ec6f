package dev.portico.billing.transaction;

import static dev.portico.billing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AskingTest {

    @Test
    void who_does_not_answer_is_asked_soon_then_seldom_and_never_for_the_last_time() {
        List<Duration> waits = new ArrayList<>();
        Instant now = NOW;
        Asking asking = Asking.begun(now);
        for (int i = 0; i < 1_000; i++) {
            waits.add(Duration.between(now, asking.againAt()));
            now = asking.againAt();
            asking = asking.inVain(now);
        }
        assertThat(waits)
                .startsWith(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(40))
                .isSorted()
                .endsWith(Duration.ofHours(1));
    }
}
