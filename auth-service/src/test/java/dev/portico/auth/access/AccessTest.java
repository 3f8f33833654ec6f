package dev.portico.auth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.auth.AuthService;
import dev.portico.auth.session.Sessions;
import dev.portico.chassis.caller.Caller;
import dev.portico.events.AuthEvents;
import dev.portico.events.NewDeviceData;
import dev.portico.events.PasskeyData;
import dev.portico.events.Topic;
import dev.portico.testing.Events;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final Instant NOW = Clock.tickMillis(ZoneOffset.UTC).instant();

    private final AuthService.Shop shop = AuthService.newShop();
    private final Caller.Service house = new Caller.Service(shop.id(), "a test");
    private final Accesses accesses = AuthService.RUNNING.bean(Accesses.class);

    @Test
    void a_browser_on_a_system_is_told_of_the_first_time_and_the_very_first_is_not() {
        for (String device : List.of("Firefox on Linux", "Firefox on Linux", "Safari on iPhone", "Safari on iPhone"))
            signIn("ctm_1", device);
        signIn("ctm_1", null);
        signIn("ctm_2", "Safari on iPhone");
        theEnd();
        assertThat(told()).containsExactly(new NewDeviceData("ctm_1", "Safari on iPhone", NOW));
    }

    @Test
    void of_several_who_come_at_once_with_the_same_browser_one_is_told() throws Exception {
        signIn("ctm_1", "Firefox on Linux");
        try (var browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Void> entering = () -> {
                signIn("ctm_1", "Safari on iPhone");
                return null;
            };
            for (Future<Void> done : browsers.invokeAll(Collections.nCopies(4, entering))) done.get();
        }
        theEnd();
        assertThat(told()).hasSize(1);
    }

    @Test
    void what_is_remembered_of_somebody_does_not_grow_for_ever() {
        Access access = Access.none(shop.id(), "ctm_1");
        for (int i : IntStream.range(0, 200).toArray())
            access = access.signedIn("Browser " + i, NOW).state();
        assertThat(access.devices()).hasSize(50).startsWith("Browser 199");
    }

    private void signIn(String customer, @Nullable String device) {
        AuthService.RUNNING.bean(Sessions.class).open(house, customer, device, "192.0.2.0/24", NOW);
    }

    private List<NewDeviceData> told() {
        return Events.heard(Topic.AUTH, shop.id()).stream()
                .filter(event -> event.type().equals(AuthEvents.SIGN_IN_NEW_DEVICE.name()))
                .map(event -> event.as(AuthEvents.SIGN_IN_NEW_DEVICE))
                .toList();
    }

    // What is told of a customer comes in order.
    private void theEnd() {
        for (String customer : List.of("ctm_1", "ctm_2"))
            accesses.tell(house, AuthEvents.PASSKEY_REMOVED, new PasskeyData("psk_end", customer, NOW));
        await().untilAsserted(() -> assertThat(Events.heard(Topic.AUTH, shop.id()).stream()
                        .filter(event -> event.type().equals(AuthEvents.PASSKEY_REMOVED.name())))
                .hasSize(2));
        assertThat(Events.heard(Topic.AUTH, shop.id()))
                .noneMatch(event -> event.data().contains("192.0.2"));
    }
}
