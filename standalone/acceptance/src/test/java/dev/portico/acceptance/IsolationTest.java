package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Nobody sees, changes or even notices what is another's: every operation of the contract, whoever asks and however.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IsolationTest {

    private static final int AT_LEAST = 2_500;
    // What is revoked can't be deleted, what went with all others can't go alone, who has left can't leave: each has a
    // twin that does the same.
    private static final Set<String> TWICE =
            Set.of("POST /api-keys/{api_key_id}/revoke", "DELETE /customers/{customer_id}/passkeys", "DELETE /session");
    // Nobody here can sign as a payment provider: ChargebackTest and StripeTest of billing-service can.
    private static final Set<String> SIGNED = Set.of("POST /provider-webhooks");
    private static final int WALKS = Integer.getInteger("portico.walks", 10_000);
    private static final int WARM_UP = 200;
    private static final int PAIRS = 600;

    @TempDir
    static Path directory;

    static Portico portico;
    static Wire wire;
    static Doors doors;
    static Callers callers;
    static Estate victim;
    static Estate stranger;
    static List<Operation> operations;
    static Scene scene;
    static Matrix matrix;

    @BeforeAll
    static void open() throws Exception {
        portico = Portico.start(directory.resolve("data"), "--no-demo");
        wire = new Wire();
        doors = new Doors(portico);
        callers = new Callers(portico);
        operations = Operation.all();
        List<String> permissions = Operation.permissions(operations).toList();
        victim = Estate.build(portico, wire, permissions);
        stranger =
                Estate.build(portico, wire, List.of(), List.of(victim.second().email()));
        scene = new Scene(wire, doors, callers, victim, stranger, portico.operatorKey());
        matrix = new Matrix(scene, operations);
    }

    @AfterAll
    static void close() throws Exception {
        portico.kill();
    }

    @Test
    @Order(1)
    void nobody_gets_at_what_is_anothers_in_any_operation() {
        Walk walk = Walk.through(matrix.cells());
        System.out.println(walk.report());
        assertThat(walk.leaks()).isEmpty();
        assertThat(walk.cells()).isGreaterThanOrEqualTo(AT_LEAST);
        assertThat(operations)
                .allSatisfy(operation -> assertThat(walk.cellsOf(operation))
                        .as(operation.toString())
                        .isGreaterThan(10));
    }

    @Test
    void whoever_may_gets_through_with_the_same_requests() throws Exception {
        Estate spare = Estate.build(portico, wire, List.of());
        var control = new Matrix(new Scene(wire, doors, callers, spare, stranger, portico.operatorKey()), List.of());
        List<String> order = List.of("GET", "PATCH", "POST", "DELETE");
        assertThat(operations.stream()
                        .sorted(Comparator.comparing((Operation operation) -> order.indexOf(operation.verb()))
                                .thenComparing(IsolationTest::endsSessions)
                                .thenComparing(operation -> operation.path().endsWith("revoke")))
                        .filter(operation -> !TWICE.contains(operation.toString()))
                        .filter(operation -> !SIGNED.contains(operation.toString()))
                        .flatMap(operation -> control.control(operation).stream()))
                .isEmpty();
    }

    // One device first, then all of them.
    private static int endsSessions(Operation operation) {
        if (!operation.path().contains("session")) return 0;
        if (operation.path().endsWith("}")) return 1;
        return operation.path().startsWith("/customers") ? 3 : 2;
    }

    @Test
    @Order(2)
    void whoever_wanders_sees_nothing_that_is_anothers() throws Exception {
        List<Estate> estates = List.of(
                Estate.build(portico, wire, List.of()),
                Estate.build(portico, wire, List.of(), List.of(victim.second().email())),
                victim,
                stranger);
        var wanderings = new Wanderings(scene, estates, operations);
        List<String> problems = Collections.synchronizedList(new ArrayList<>());
        List<Callable<Boolean>> walks = LongStream.range(0, WALKS)
                .<Callable<Boolean>>mapToObj(seed -> () -> problems.addAll(walked(wanderings, seed)))
                .toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var walk : threads.invokeAll(walks)) walk.get();
        }
        System.out.printf(
                "isolation: %d walks, %d requests, %d of them answered%n",
                WALKS, wanderings.asked(), wanderings.answered());
        assertThat(problems).isEmpty();
        assertThat(wanderings.answered()).as("of %d", wanderings.asked()).isGreaterThan(wanderings.asked() / 10);
        // What nobody was told may still have got to the wrong place.
        for (Estate estate : estates) {
            Set<String> foreign = new HashSet<>();
            for (Estate other : estates) if (other != estate) foreign.addAll(other.hiddenFrom(estate));
            for (String list : List.of("/customers", "/transactions", "/subscriptions", "/products", "/events"))
                assertThat(estate.merchant.all(list + "?per_page=200").toString())
                        .doesNotContain(foreign.toArray(String[]::new));
        }
    }

    private static List<String> walked(Wanderings wanderings, long seed) {
        try {
            return wanderings.walk(seed);
        } catch (RuntimeException | AssertionError e) {
            return List.of("seed " + seed + ": " + e);
        }
    }

    @Test
    @Order(3)
    void no_mail_event_log_line_or_file_tells_what_is_anothers_or_what_opens_anything() throws Exception {
        var traces = new Traces(portico, List.of(victim, stranger));
        for (Traces.Found found : List.of(traces.inMails(), traces.inEvents(), traces.inLogs(), traces.inFiles())) {
            assertThat(found.problems()).isEmpty();
            assertThat(found.looked()).isPositive();
        }
    }

    // Times of a loaded machine scatter; which of two requests is the slower one does not, if they do the same.
    @Test
    void foreign_takes_as_long_as_unknown() {
        for (Map.Entry<String, String> read : Map.of(
                        "/transactions/", "transaction_id",
                        "/subscriptions/", "subscription_id",
                        "/customers/", "customer_id")
                .entrySet()) {
            String foreign = victim.first().ids().get(read.getValue());
            String token = callers.merchant(stranger, doors.serviceOf(at(read.getKey() + foreign)));
            List<Long> ofForeign = new ArrayList<>();
            List<Long> ofUnknown = new ArrayList<>();
            for (int i = 0; i < WARM_UP + PAIRS; i++) {
                long one = nanos(doors.service(at(read.getKey() + foreign), token));
                long other = nanos(doors.service(at(read.getKey() + Unknown.instead(foreign)), token));
                if (i < WARM_UP) continue;
                ofForeign.add(one);
                ofUnknown.add(other);
            }
            assertThat(separability(ofForeign, ofUnknown)).as(read.getKey()).isBetween(0.4, 0.6);
        }
    }

    // The chance that a foreign one takes longer than an unknown one (AUC): one half if nobody can tell them apart.
    private static double separability(List<Long> some, List<Long> others) {
        List<Long> sorted = others.stream().sorted().toList();
        double longer = 0;
        for (long one : some) {
            int at = Collections.binarySearch(sorted, one);
            longer += at < 0 ? -at - 1 : at + 0.5;
        }
        return longer / some.size() / others.size();
    }

    private static Wire.Request at(String path) {
        return new Wire.Request("GET", "", path, Map.of(), "");
    }

    private static long nanos(Wire.Request request) {
        long start = System.nanoTime();
        assertThat(wire.send(request).status()).isEqualTo(404);
        return System.nanoTime() - start;
    }
}
