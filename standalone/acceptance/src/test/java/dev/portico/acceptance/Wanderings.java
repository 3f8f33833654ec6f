package dev.portico.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Random callers who do random things, one after the other, with random ids out of all estates, and with those that
/// earlier answers have told them. What each may see is known: none of the others' words.
final class Wanderings {

    private static final int LONGEST = 4;
    private static final Pattern ID = Pattern.compile("\\b[a-z]{2,10}_[0-9a-hjkmnp-tv-z]{26}\\b");
    // Whoever may do this takes from himself, or from those who are looked at next, the means to ask.
    private static final Set<String> SELF_HARM = Set.of(
            "PATCH /api-keys/{api_key_id}",
            "POST /api-keys/{api_key_id}/revoke",
            "POST /api-keys/{api_key_id}/rotate",
            "DELETE /api-keys/{api_key_id}",
            "DELETE /session",
            "DELETE /sessions",
            "DELETE /sessions/{session_id}",
            "DELETE /customers/{customer_id}/sessions",
            "PATCH /customers/{customer_id}");

    private final Wire wire;
    private final List<Estate> estates;
    private final List<Operation> operations;
    private final List<Asker> wanderers = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    Wanderings(Scene scene, List<Estate> estates, List<Operation> operations) {
        this.wire = scene.wire();
        this.estates = estates;
        this.operations = operations;
        for (Estate home : estates) {
            Set<String> foreign = new HashSet<>();
            for (Estate other : estates) if (other != home) foreign.addAll(other.hiddenFrom(home));
            Doors doors = scene.doors();
            String key = home.merchant.key();
            add("a key", Scene.MERCHANT, home, home.first(), request -> doors.api(request, key), foreign);
            add(
                    "a key, past the gateway",
                    Scene.MERCHANT,
                    home,
                    home.first(),
                    request -> doors.service(request, scene.callers().merchant(home, doors.serviceOf(request))),
                    foreign);
            for (Person person : home.people) {
                Set<String> hidden = new HashSet<>(foreign);
                hidden.addAll(home.keys);
                for (Person other : home.people) if (other != person) hidden.addAll(other.words());
                add(
                        "a customer",
                        Scene.CUSTOMER,
                        home,
                        person,
                        request -> doors.portal(request, home, person.session()),
                        hidden);
                add(
                        "a customer, past the gateway",
                        Scene.CUSTOMER,
                        home,
                        person,
                        request -> doors.service(
                                request, scene.callers().customer(home, person, doors.serviceOf(request))),
                        hidden);
            }
            Set<String> unseen = new HashSet<>(foreign);
            home.people.forEach(person -> unseen.addAll(person.words()));
            add("a visitor", "visitor", home, home.first(), request -> doors.portal(request, home), unseen);
        }
    }

    private void add(
            String who,
            String audience,
            Estate home,
            Person person,
            UnaryOperator<Wire.Request> door,
            Set<String> hidden) {
        wanderers.add(new Asker(who + " of " + home.merchant.slug(), audience, home, person, door, hidden));
    }

    /// What went wrong on the way; the same way for the same seed, but for ids that are made on it.
    List<String> walk(long seed) {
        var random = new Random(seed);
        Asker wanderer = any(random, wanderers);
        List<String> met = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int step = random.nextInt(LONGEST); step >= 0; step--) {
            Operation operation = any(random, operations);
            boolean harmful = operation.isFor(wanderer.audience()) && SELF_HARM.contains(operation.toString());
            if (harmful || operation.isFor("anybody")) continue;
            Wire.Request request = wanderer.door().apply(request(operation, wanderer, random, met));
            Wire.Answer answer = wire.send(request);
            asked.incrementAndGet();
            if (!answer.isRefusal()) answered.incrementAndGet();
            String at = "seed " + seed + ": " + wanderer.who() + ", " + operation + ": ";
            Verdict.seen(request, answer, wanderer.hidden()).forEach(told -> problems.add(at + told));
            if (answer.status() >= 500) problems.add(at + answer.status() + " " + answer.text());
            ID.matcher(answer.text()).results().limit(20).forEach(found -> met.add(found.group()));
        }
        return problems;
    }

    /// How many requests there were.
    int asked() {
        return asked.get();
    }

    /// How many of them were not refused: a walk that gets nowhere sees nothing.
    int answered() {
        return answered.get();
    }

    private Wire.Request request(Operation operation, Asker wanderer, Random random, List<String> met) {
        UnaryOperator<String> ids = name -> id(name, wanderer, random, met);
        String path = operation.path();
        for (String variable : operation.variables()) path = path.replace("{" + variable + "}", ids.apply(variable));
        String body = Bodies.filled(any(random, Bodies.of(operation)), ids);
        var query = new StringBuilder();
        for (String parameter : operation.parameters())
            if (random.nextInt(4) == 0 && Character.isLowerCase(parameter.charAt(0)))
                query.append(query.isEmpty() ? "?" : "&")
                        .append(parameter)
                        .append('=')
                        .append(URLEncoder.encode(value(parameter, wanderer, random, met), UTF_8));
        String type = body.endsWith("\n") ? "application/x-ndjson" : "application/json";
        return new Wire.Request(operation.verb(), "", path + query, java.util.Map.of("Content-Type", type), body);
    }

    private String value(String parameter, Asker wanderer, Random random, List<String> met) {
        return switch (parameter) {
            case "per_page" -> String.valueOf(random.nextInt(250));
            case "search", "email" -> any(random, any(random, estates).people).email();
            case "status" -> any(random, List.of("active", "archived", "completed", "canceled"));
            default ->
                id(
                        parameter.equals("id") || parameter.equals("after")
                                ? any(
                                        random,
                                        List.copyOf(wanderer.person().ids().keySet()))
                                : parameter,
                        wanderer,
                        random,
                        met);
        };
    }

    // One half are his own, so that he gets anywhere; the others are anybody's.
    private String id(String name, Asker wanderer, Random random, List<String> met) {
        // What he makes bears his mark.
        if (name.equals("fresh")) return wanderer.home().merchant.slug() + Integer.toHexString(random.nextInt(1 << 24));
        String own = wanderer.id(name);
        Estate estate = any(random, estates);
        String foreign = estate.id(any(random, estate.people), name);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> own.isEmpty() ? "x" : own;
            case 5, 6, 7 -> foreign.isEmpty() ? "x" : foreign;
            case 8 -> met.isEmpty() ? "x" : any(random, met);
            default -> own.length() < 12 ? "x" : Unknown.instead(own);
        };
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
