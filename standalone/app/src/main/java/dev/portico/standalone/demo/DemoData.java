package dev.portico.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Loads the demo merchants over the public API and writes `demo.json`, which tells people and tools how to reach them.
/// Loaded
/// once: a restart, even one after a crash half-way, goes on where it stopped.
public final class DemoData {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Path progress;
    private final String apiAddress;
    private final String mailboxAddress;
    private final Api operator;
    private final Consumer<String> tell;

    /// What `demo.json` says of a merchant.
    record Merchant(String id, String slug, String portal, String api_key, List<Customer> customers) {}

    record Customer(String id, String email, String locale) {}

    record Demo(String api, String mailbox, List<Merchant> merchants) {}

    /// @param directory where `demo.json` goes
    /// @param tell hears what is being done, a line at a time
    public DemoData(
            Path directory, String apiAddress, String mailboxAddress, String operatorKey, Consumer<String> tell) {
        this.file = directory.resolve("demo.json");
        this.progress = directory.resolve("demo.progress.json");
        this.apiAddress = apiAddress;
        this.mailboxAddress = mailboxAddress;
        this.operator = new Api(HttpClient.newHttpClient(), apiAddress, operatorKey);
        this.tell = tell;
    }

    /// Loads what is not loaded yet.
    ///
    /// @return whether anything had to be loaded
    public boolean load() {
        if (Files.exists(file)) {
            write(file, new Demo(apiAddress, mailboxAddress, read(file).merchants()));
            return false;
        }
        var merchants = new ArrayList<>(Files.exists(progress) ? read(progress).merchants() : List.of());
        for (Story story : Story.all()) load(story, merchants);
        write(file, new Demo(apiAddress, mailboxAddress, merchants));
        delete(progress);
        return true;
    }

    private void load(Story story, List<Merchant> merchants) {
        String slug = story.merchant().path("slug").asString();
        Optional<Merchant> begun =
                merchants.stream().filter(known -> known.slug().equals(slug)).findFirst();
        Merchant merchant = begun.orElseGet(() -> create(story));
        merchants.remove(merchant);
        merchants.add(merchant);
        write(progress, new Demo(apiAddress, mailboxAddress, merchants));
        tell.accept("demo merchant " + slug);
        Api api = operator.as(merchant.api_key());
        if (story.tax() != null) api.patch("/tax-settings", story.tax());
        boolean complete = story.customers().stream()
                .allMatch(customer -> find(api, customer).isPresent());
        Map<String, String> prices = complete ? Map.of() : catalogue(api, story);
        var customers = new ArrayList<Customer>();
        for (Story.Customer customer : story.customers())
            customers.add(find(api, customer).orElseGet(() -> live(api, customer, prices)));
        merchants.set(
                merchants.indexOf(merchant),
                new Merchant(merchant.id(), merchant.slug(), merchant.portal(), merchant.api_key(), customers));
    }

    private static Optional<Customer> find(Api api, Story.Customer customer) {
        JsonNode known = api.get("/customers?email=" + customer.email());
        return known.isEmpty() ? Optional.empty() : Optional.of(customer(known.get(0)));
    }

    private Merchant create(Story story) {
        JsonNode created = operator.post("/merchants", story.merchant());
        return new Merchant(
                created.path("id").asString(),
                created.path("slug").asString(),
                created.path("portal_url").asString(),
                created.path("api_key").asString(),
                List.of());
    }

    private static Map<String, String> catalogue(Api api, Story story) {
        var products = new HashMap<String, String>();
        for (Map<String, String> product : story.products()) {
            var body = new HashMap<>(product);
            String key = body.remove("key");
            products.put(key, api.post("/products", body).path("id").asString());
        }
        var prices = new HashMap<String, String>();
        for (Story.Price price : story.prices()) {
            var body = new HashMap<String, Object>();
            body.put("product_id", products.get(price.product()));
            body.put("description", price.description());
            body.put("unit_price", Map.of("amount", price.amount(), "currency_code", price.currencyCode()));
            if (price.cycle() != null) body.put("billing_cycle", price.cycle());
            prices.put(price.key(), api.post("/prices", body).path("id").asString());
        }
        return prices;
    }

    private static Customer live(Api api, Story.Customer customer, Map<String, String> prices) {
        var person = new HashMap<String, Object>();
        person.put("name", customer.name());
        person.put("email", customer.email());
        person.put("locale", customer.locale());
        String clock = customer.monthsAgo() == null ? null : clock(api, customer.monthsAgo());
        if (clock != null) person.put("test_clock_id", clock);
        JsonNode created = api.post("/customers", person);
        String path = "/customers/" + created.path("id").asString();
        String address =
                api.post(path + "/addresses", customer.address()).path("id").asString();
        String business = customer.business() == null
                ? null
                : api.post(path + "/businesses", customer.business()).path("id").asString();
        List<String> methods = customer.paymentMethods().stream()
                .map(token -> api.post(path + "/payment-methods", Map.of("token", token, "address_id", address)))
                .map(method -> method.path("id").asString())
                .toList();
        for (Story.Purchase purchase : customer.transactions()) {
            var body = new HashMap<String, Object>();
            body.put("customer_id", created.path("id").asString());
            body.put("address_id", address);
            if (business != null) body.put("business_id", business);
            body.put(
                    "items",
                    purchase.items().stream()
                            .map(item -> Map.of("price_id", prices.get(item.price()), "quantity", item.quantity()))
                            .toList());
            if (purchase.method() != null) body.put("payment_method_id", methods.get(purchase.method()));
            JsonNode transaction = api.post("/transactions", body);
            if (purchase.then() != null)
                change(api, transaction.path("subscription_id").asString(), purchase.then());
            if (clock != null)
                awaitSubscription(api, transaction.path("subscription_id").asString());
        }
        if (clock != null) liveUntilToday(api, clock);
        return customer(created);
    }

    private static String clock(Api api, int monthsAgo) {
        String then = today().minusMonths(monthsAgo).toInstant().toString();
        return api.post("/test-clocks", Map.of("name", "Since " + then.substring(0, 10), "frozen_time", then))
                .path("id")
                .asString();
    }

    // His months are lived in a moment: each is renewed, charged and invoiced as it would have been.
    private static void liveUntilToday(Api api, String clock) {
        api.post(
                "/test-clocks/" + clock + "/advance",
                Map.of("frozen_time", today().toInstant().toString()));
        for (int look = 0; look < 600; look++) {
            if (api.get("/test-clocks/" + clock).path("status").asString().equals("ready")) return;
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    private static OffsetDateTime today() {
        return OffsetDateTime.now(Clock.systemUTC());
    }

    private static void change(Api api, String subscription, String what) {
        awaitSubscription(api, subscription);
        String from = what.equals("cancel_immediately") ? "immediately" : "next_billing_period";
        api.post("/subscriptions/" + subscription + "/cancel", Map.of("effective_from", from));
    }

    // The subscription is made by an event, a few milliseconds after its transaction was answered.
    private static void awaitSubscription(Api api, String subscription) {
        for (int attempt = 0; ; attempt++) {
            try {
                api.get("/subscriptions/" + subscription);
                return;
            } catch (IllegalStateException e) {
                if (attempt == 200) throw e;
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
        }
    }

    private static Customer customer(JsonNode node) {
        return new Customer(
                node.path("id").asString(),
                node.path("email").asString(),
                node.path("locale").asString());
    }

    private static Demo read(Path file) {
        return JSON.readValue(file.toFile(), Demo.class);
    }

    // Written beside and then renamed, so that whoever reads it finds it whole.
    private static void write(Path file, Demo demo) {
        try {
            Path beside = file.resolveSibling(file.getFileName() + ".tmp");
            Files.writeString(beside, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(demo));
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
