package dev.portico.notification.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds the addresses of a name, for no longer than a call may take. The operating system's own look-up can't be
/// interrupted and holds its thread: a name server that never answers would hold up every virtual thread. So each name
/// is looked up on a thread of its own, once for all who wait for it.
final class Lookup {

    private static final int PATIENCE_SECONDS = 5;

    private final Directory directory;
    private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("webhook-lookup").daemon().factory());

    /// Who knows the addresses.
    interface Directory {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    Lookup(Directory directory) {
        this.directory = directory;
    }

    /// @throws UnknownHostException if there are none, or not soon enough
    InetAddress[] find(String host) throws UnknownHostException {
        try {
            return underWay.computeIfAbsent(host, this::begin).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UnknownHostException("the address is not known");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("nobody waits for the address any more");
        }
    }

    private CompletableFuture<InetAddress[]> begin(String host) {
        var found = new CompletableFuture<InetAddress[]>();
        threads.execute(() -> {
            try {
                found.complete(directory.find(host));
            } catch (UnknownHostException | RuntimeException e) {
                found.completeExceptionally(e);
            } finally {
                underWay.remove(host, found);
            }
        });
        return found;
    }
}
