package dev.portico.notification.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurroundingsTest {

    static final WebhookSettings CLOSED = new WebhookSettings(List.of(), 10, 2);
    static final WebhookSettings LOOPBACK = new WebhookSettings(List.of("127.0.0.0/8"), 10, 2);
    final Surroundings surroundings = new Surroundings(CLOSED);

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
                "100.100.100.200",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
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
                "::ffff:0:127.0.0.1",
                "64:ff9b::7f00:1",
                "2001:0:53aa:64c::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd00:ec2::254",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void nothing_inside_the_house_is_called(String address) {
        assertThatThrownBy(() -> surroundings.resolve(address)).isInstanceOf(UnknownHostException.class);
    }

    // Java turns such an address into one of IPv4 if it reads it as text, but not if a name server says it.
    @ParameterizedTest
    @CsvSource({
        "loopback, 00000000000000000000ffff7f000001",
        "private, 00000000000000000000ffff0a000001",
        "metadata, 00000000000000000000ffffa9fea9fe"
    })
    void an_address_of_ipv4_in_one_of_ipv6_is_not_called_if_a_name_server_says_so(String what, String bytes)
            throws UnknownHostException {
        InetAddress address =
                Inet6Address.getByAddress("evil.example", HexFormat.of().parseHex(bytes), -1);
        assertThat(address).as(what).isInstanceOf(Inet6Address.class);
        assertThatThrownBy(() -> leadingTo(CLOSED, address).resolve("evil.example"))
                .isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> leadingTo(LOOPBACK, address).resolve("evil.example"))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void a_name_that_leads_also_inside_is_not_called_at_all() throws UnknownHostException {
        var both = leadingTo(CLOSED, InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("127.0.0.1"));
        assertThatThrownBy(() -> both.resolve("evil.example")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void a_name_is_looked_up_once_for_a_call() throws Exception {
        var lookUps = new AtomicInteger();
        try (BackEnd backEnd = BackEnd.accepting()) {
            // A second look-up would lead elsewhere.
            var rebinding =
                    new Surroundings(LOOPBACK, new Lookup(_ -> new InetAddress[] {
                        InetAddress.ofLiteral(lookUps.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1")
                    }));
            var line = new Line(rebinding, LOOPBACK);
            Caught caught = line.call(backEnd.url().replace("127.0.0.1", "evil.example"), Map.of(), "{}");
            assertThat(caught.status()).isEqualTo(200);
            assertThat(lookUps).hasValue(1);
        }
    }

    @Test
    @Timeout(15)
    void a_name_server_that_never_answers_is_waited_for_once_and_no_longer_than_a_call_may_take() throws Exception {
        var asked = new AtomicInteger();
        var silence = new CountDownLatch(1);
        var silent = new Surroundings(CLOSED, new Lookup(host -> {
            asked.incrementAndGet();
            try {
                silence.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        }));
        var ended = new CountDownLatch(8);
        for (int i = 0; i < 8; i++)
            Thread.ofVirtual().start(() -> {
                try {
                    silent.resolve("silent.example");
                } catch (UnknownHostException e) {
                    ended.countDown();
                }
            });
        assertThat(ended.await(8, SECONDS)).isTrue();
        assertThat(asked).hasValue(1);
        silence.countDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "https://[::1]/", "https://localhost/", "https://2130706433/"})
    void a_call_to_it_ends_before_a_connection_is_made(String destination) {
        Caught caught = new Line(surroundings, CLOSED).call(destination, Map.of(), "{}");
        assertThat(caught.status()).isZero();
        assertThat(caught.body()).isEqualTo("the address is not known, or may not be called");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450:4001::1"})
    void what_is_outside_is_called(String address) throws UnknownHostException {
        assertThat(surroundings.resolve(address)).hasSize(1);
    }

    @Test
    void the_operator_opens_what_he_names_and_nothing_else() throws UnknownHostException {
        var open = new Surroundings(LOOPBACK);
        assertThat(open.resolve("127.0.0.1")).hasSize(1);
        assertThatThrownBy(() -> open.resolve("10.0.0.1")).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> Network.of("localhost")).hasMessageContaining("10.0.0.0/8");
        assertThatThrownBy(() -> Network.of("10.0.0.0/33")).hasMessageContaining("33");
        assertThatThrownBy(() -> Network.of("10.0.0.0/-1")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Surroundings leadingTo(WebhookSettings settings, InetAddress... addresses) {
        return new Surroundings(settings, new Lookup(_ -> addresses));
    }
}
