package dev.portico.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    final Surroundings closed = new Surroundings(new WebhookSettings(List.of(), 10, 2));
    final Surroundings open = new Surroundings(new WebhookSettings(List.of("127.0.0.0/8"), 10, 2));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/hooks?a=b",
                "HTTPS://hooks.example.com:443/x",
                "https://example.com:8443/",
                "https://example.com:80/",
                "https://1.1.1.1/",
                "https://[2606:4700:4700::1111]/",
                "https://xn--bcher-kva.example/",
                "https://1password.com/",
                "https://0x7f.example.com/"
            })
    void a_public_address_on_a_port_for_the_web_is_taken(String text) {
        assertThat(Destination.isAllowed(text, closed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "http://example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "https:///hooks",
                "https:hooks",
                "https://user:secret@example.com/",
                "https://@example.com/",
                "https://example.com/#part",
                "https://example.com:22/",
                "https://example.com:25/",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com/\r\nX-Evil: 1",
                "https://example.com/ü",
                "https://exa mple.com/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://127.0.0.1./",
                "https://1.1.1.01/",
                "https://256.1.1.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://168.63.129.16/machine",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:a9fe:a9fe]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[fd00:ec2::254]/",
                "https://[fe80::1%25eth0]/"
            })
    void anything_else_is_not(String text) {
        assertThat(Destination.isAllowed(text, closed)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:3000/hooks", "http://localhost:8080/", "https://example.com/"})
    void with_the_operators_leave_also_one_inside_without_tls(String text) {
        assertThat(Destination.isAllowed(text, open)).isTrue();
        assertThat(Destination.isAllowed("http://10.0.0.1/", open)).isFalse();
    }
}
