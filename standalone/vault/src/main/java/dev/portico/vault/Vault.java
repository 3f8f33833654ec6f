package dev.portico.vault;

import dev.portico.chassis.id.Sealer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;

/// The sandbox's vault: shows the form that a portal frames, and makes tokens of what is entered. Keeps nothing, so
/// that any number of them may run.
public final class Vault implements AutoCloseable {

    private final VaultHttp http;

    private Vault(VaultHttp http) {
        this.http = http;
    }

    /// @param sealingKey the installation's, 32 bytes in Base64; what the vault seals, it seals with a key of its own
    ///     derived from it
    /// @param address port 0 for any free one
    /// @throws UncheckedIOException if the port is taken
    public static Vault start(String sealingKey, InetSocketAddress address, Clock clock) {
        try {
            return new Vault(new VaultHttp(new Counter(new Sealer(sealingKey), clock), address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same, to be reached from this machine alone.
    public static Vault start(String sealingKey, int port, Clock clock) {
        return start(sealingKey, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), clock);
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
    }

    public static void main(String... arguments) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        String key = environment.getOrDefault("PORTICO_SEALING_KEY", "");
        if (key.isBlank()) {
            System.err.println("vault: set PORTICO_SEALING_KEY to 32 bytes in Base64, the same as billing-service's");
            System.exit(1);
        }
        int port = Integer.parseInt(environment.getOrDefault("PORTICO_VAULT_PORT", "8090"));
        Vault vault = start(key, new InetSocketAddress(port), Clock.systemUTC());
        System.out.println("The vault answers at port " + vault.port());
        Runtime.getRuntime().addShutdownHook(new Thread(vault::close));
        Thread.currentThread().join();
    }
}
