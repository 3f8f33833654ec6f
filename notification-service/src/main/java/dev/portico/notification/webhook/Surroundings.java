package dev.portico.notification.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Which addresses may be called. A merchant names the destination, so it must never be one inside the house: names are
/// looked up once, judged, and the judged address is what is connected to.
@Component
final class Surroundings implements DnsResolver {

    // IANA's special-purpose registries, as of 2026. Of IPv6, only 2000::/3 is given out to the public: all else, such
    // as addresses that hold one of IPv4, is inside.
    private static final List<Network> INSIDE = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    // Azure's machines find their host's own services here.
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/3",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "4000::/2",
                    "8000::/1")
            .map(Network::of)
            .toList();

    private final List<Network> allowed;
    private final Lookup lookup;

    @Autowired
    Surroundings(WebhookSettings settings) {
        this(settings, new Lookup(InetAddress::getAllByName));
    }

    Surroundings(WebhookSettings settings, Lookup lookup) {
        this.allowed = settings.allowPrivate().stream().map(Network::of).toList();
        this.lookup = lookup;
    }

    /// Whether the operator lets anything inside be called.
    boolean isOpen() {
        return !allowed.isEmpty();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = lookup.find(host);
        if (!Arrays.stream(found).allMatch(this::mayBeCalled))
            throw new UnknownHostException("an address that may not be called");
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    boolean mayBeCalled(InetAddress address) {
        return INSIDE.stream().noneMatch(network -> network.contains(address))
                || allowed.stream().anyMatch(network -> network.contains(address));
    }
}
