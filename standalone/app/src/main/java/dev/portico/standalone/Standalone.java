package dev.portico.standalone;

import dev.portico.standalone.demo.DemoData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Starts everything in one JVM: `./portico up`.
public final class Standalone {

    private Standalone() {}

    public static void main(String... arguments) {
        try {
            run(Options.parse(arguments));
        } catch (IllegalArgumentException | PortTaken | DirectoryTaken e) {
            System.err.println("portico: " + e.getMessage());
            System.exit(1);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /// One line for the person at the terminal.
    static final class PortTaken extends RuntimeException {
        PortTaken(int port, String option) {
            super("port " + port + " is taken; choose another with " + option);
        }
    }

    /// One line for the person at the terminal.
    static final class DirectoryTaken extends RuntimeException {
        DirectoryTaken(Path directory) {
            super("another Portico is running in " + directory
                    + "; stop it with ./portico down, or choose another --data");
        }
    }

    private static void run(Options options) throws Exception {
        // One log, set up once and before anything logs: six applications that start at the same time must not each set
        // it up.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("portico.log", options.data().resolve("portico.log").toString());
        System.setProperty("logback.configurationFile", "standalone-logback.xml");
        LoggerFactory.getILoggerFactory();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        InstantSource clock = InstantSource.system();
        var progress = new Progress(System.out, clock);
        var started = clock.instant();
        refuseTaken(options.port(), "--port");
        refuseTaken(options.mailboxPort(), "--mailbox-port");
        refuseTaken(options.vaultPort(), "--vault-port");
        Files.createDirectories(options.data());
        hold(options.data());
        Files.writeString(
                options.data().resolve("portico.pid"),
                Long.toString(ProcessHandle.current().pid()));

        progress.say("Portico is starting in " + options.data());
        var house = House.open(options, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(house, options)));
        if (options.demo()) {
            new DemoData(
                            options.data(),
                            house.api(),
                            house.mailbox(),
                            house.operatorKey(),
                            line -> progress.say("    " + line))
                    .load();
        }
        if (options.training()) System.exit(0);
        long seconds = java.time.Duration.between(started, clock.instant()).toMillis();
        progress.say("Ready in %.1f s.".formatted(seconds / 1000.0));
        house.addresses().forEach(progress::say);
        Files.writeString(options.data().resolve("kafka.address"), house.kafka());
        Files.write(options.data().resolve("ports"), house.ports());
        Files.writeString(options.data().resolve("ready"), house.api());
        Thread.currentThread().join();
    }

    private static void close(House house, Options options) {
        house.close();
        try {
            Files.deleteIfExists(options.data().resolve("ready"));
            Files.deleteIfExists(options.data().resolve("portico.pid"));
        } catch (IOException e) {
            System.err.println("portico: " + e);
        }
    }

    private static void refuseTaken(int port, String option) {
        if (port == 0) return;
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            probe.setReuseAddress(true);
        } catch (IOException e) {
            throw new PortTaken(port, option);
        }
    }

    // Held as long as the process lives: the system lets go of it even after a kill.
    @SuppressWarnings("resource")
    private static void hold(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve("portico.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) throw new DirectoryTaken(directory);
    }
}
