package dev.portico.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurroundingsTest {

    final WebhookSettings closed = new WebhookSettings(List.of(), 10, 2);
    final Surroundings surroundings = new Surroundings(closed);
    final Line line = new Line(surroundings, closed);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "localhost",
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.2.1",
                "198.18.0.1",
                "203.0.113.9",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "ff02::1"
            })
    void nothing_inside_the_house_is_called(String address) {
        assertThatThrownBy(() -> surroundings.resolve(address)).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "https://[::1]/", "https://localhost/", "https://2130706433/"})
    void a_call_to_it_ends_before_a_connection_is_made(String destination) {
        Caught caught = line.call(destination, java.util.Map.of(), "{}");
        assertThat(caught.status()).isZero();
        assertThat(caught.body()).isEqualTo("the address is not known, or may not be called");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111"})
    void what_is_outside_is_called(String address) throws UnknownHostException {
        assertThat(surroundings.mayBeCalled(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void the_operator_opens_what_he_names_and_nothing_else() throws UnknownHostException {
        var open = new Surroundings(new WebhookSettings(List.of("127.0.0.0/8"), 10, 2));
        assertThat(open.resolve("127.0.0.1")).hasSize(1);
        assertThatThrownBy(() -> open.resolve("10.0.0.1")).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> Network.of("localhost")).hasMessageContaining("10.0.0.0/8");
    }
}
