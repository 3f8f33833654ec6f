package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.TaskLinks;
import dev.portico.chassis.id.Sealer;
import dev.portico.testing.SoftwareAuthenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A merchant with one of everything that a merchant can have, and two customers.
///
/// @param ids of what is the merchant's alone, by the names that the contract's paths and bodies use
/// @param words that stand in nobody else's data
final class Estate {

    final Merchant merchant;
    final Map<String, String> ids = new HashMap<>();
    final Set<String> words = new HashSet<>();
    final List<Person> people = new ArrayList<>();
    final Map<String, String> keysLacking = new HashMap<>();
    final Set<String> keys = new HashSet<>();
    String revokedKey = "";
    final List<String> endedSessions = new ArrayList<>();
    /// Of what was there once, by the same names.
    final Map<String, String> gone = new HashMap<>();
    /// Passes that were used: nobody may come across one.
    final Set<String> passes = new HashSet<>();

    private final Portico portico;
    private final Wire wire;

    private Estate(Portico portico, Wire wire, Merchant merchant) {
        this.portico = portico;
        this.wire = wire;
        this.merchant = merchant;
    }

    /// @param permissions for each of which there is to be a key that lacks just this one
    static Estate build(Portico portico, Wire wire, List<String> permissions) throws java.io.IOException {
        return build(portico, wire, permissions, List.of());
    }

    /// @param emails of customers that it has besides the usual two
    static Estate build(Portico portico, Wire wire, List<String> permissions, List<String> emails)
            throws java.io.IOException {
        String canary = canary();
        var estate = new Estate(portico, wire, Merchant.create(portico, canary, "Shop " + canary));
        estate.has("merchant_id", estate.merchant.id());
        estate.keys.add(estate.word(estate.merchant.key()));
        estate.word(canary);
        estate.catalogue();
        estate.webhook();
        estate.keys(permissions);
        for (int i = 0; i < 2; i++) estate.people.add(estate.customer(canary() + "@customers.example"));
        for (String email : emails) estate.people.add(estate.customer(email));
        estate.gone();
        estate.imported();
        estate.told();
        return estate;
    }

    Person first() {
        return people.getFirst();
    }

    Person second() {
        return people.get(1);
    }

    String host() {
        return merchant.slug() + ".localhost:" + portico.port;
    }

    /// What one of its customers, or the merchant, would put where the contract says `name`.
    String id(Person person, String name) {
        return person.ids().getOrDefault(name, ids.getOrDefault(name, ""));
    }

    /// Everything that is nobody else's business: the merchant's and all its customers'.
    Set<String> secrets() {
        return Stream.concat(words.stream(), people.stream().flatMap(person -> person.words().stream()))
                .collect(Collectors.toSet());
    }

    /// The same, but for what another merchant may know, too, because somebody is both merchants' customer.
    Set<String> hiddenFrom(Estate other) {
        Set<String> hidden = new HashSet<>(secrets());
        other.people.forEach(person -> hidden.remove(person.email()));
        return hidden;
    }

    /// What opens something: nobody else's business in any log, event, mail or store.
    Set<String> credentials() {
        Set<String> all = new HashSet<>(keys);
        all.addAll(keysLacking.values());
        all.addAll(endedSessions);
        all.addAll(passes);
        all.add(revokedKey);
        people.forEach(person -> all.add(person.session()));
        return all;
    }

    /// What a visitor of its portal may know.
    Set<String> publicWords() {
        return Set.of(merchant.slug(), ids.get("merchant_id").substring(4));
    }

    private void catalogue() {
        String product = merchant.created(
                        "/products", Map.of("name", "Engine " + word(canary()), "tax_category", "saas"))
                .id();
        has("product_id", product);
        has("price_id", price(product, Map.of("interval", "month", "frequency", 1)));
        has("once_id", price(product, null));
        String code = canary().toUpperCase(java.util.Locale.ROOT);
        has(
                "discount_id",
                merchant.created(
                                "/discounts",
                                Map.of(
                                        "description",
                                        "Off " + word(canary()),
                                        "type",
                                        "percentage",
                                        "amount",
                                        "10",
                                        "code",
                                        code))
                        .id());
        ids.put("code", word(code));
        has(
                "test_clock_id",
                merchant.created("/test-clocks", Map.of("name", word(canary()), "frozen_time", "2027-01-01T00:00:00Z"))
                        .id());
    }

    private String price(String product, Map<String, Object> cycle) {
        var price = new HashMap<String, Object>(Map.of(
                "product_id",
                product,
                "description",
                "Price " + word(canary()),
                "unit_price",
                Map.of("amount", "4900", "currency_code", "USD")));
        if (cycle != null) price.put("billing_cycle", cycle);
        return merchant.created("/prices", price).id();
    }

    private void webhook() {
        String address = "https://hooks.invalid/" + word(canary());
        has(
                "notification_setting_id",
                merchant.created(
                                "/notification-settings",
                                Map.of(
                                        "description",
                                        "Hook " + word(canary()),
                                        "type",
                                        "url",
                                        "destination",
                                        address,
                                        "subscribed_events",
                                        List.of("customer.created")))
                        .id());
    }

    private void keys(List<String> permissions) {
        has(
                "api_key_id",
                merchant.created("/api-keys", Map.of("name", "Spare " + word(canary())))
                        .id());
        Merchant.Answer revoked = merchant.created("/api-keys", Map.of("name", "Revoked " + word(canary())));
        revokedKey = word(revoked.data().path("key").asString());
        assertThat(merchant.post("/api-keys/" + revoked.id() + "/revoke", Map.of())
                        .status())
                .isEqualTo(200);
        for (String permission : permissions) {
            List<String> others = ALL_PERMISSIONS.stream()
                    .filter(other -> !other.equals(permission))
                    .toList();
            keysLacking.put(
                    permission,
                    word(merchant.created("/api-keys", Map.of("name", "Lacks " + permission, "permissions", others))
                            .data()
                            .path("key")
                            .asString()));
        }
    }

    private static final List<String> ALL_PERMISSIONS =
            dev.portico.auth.apikey.Permissions.ALL.stream().sorted().toList();

    private Person customer(String email) {
        var person = new Person("Person " + canary(), email);
        String id = merchant.created("/customers", Map.of("name", person.name(), "email", person.email()))
                .id();
        String path = "/customers/" + id;
        person.has("customer_id", id);
        person.has(
                "address_id",
                merchant.created(path + "/addresses", Map.of("country_code", "US", "city", said(person, canary())))
                        .id());
        person.has(
                "business_id",
                merchant.created(path + "/businesses", Map.of("name", said(person, canary())))
                        .id());
        person.has(
                "payment_method_id",
                merchant.created(path + "/payment-methods", Map.of("token", "tok_sandbox_visa"))
                        .id());
        JsonNode sold = sale(person, "price_id", true);
        person.has("transaction_id", sold.path("id").asString());
        person.has("subscription_id", sold.path("subscription_id").asString());
        person.has("open_id", sale(person, "once_id", false).path("id").asString());
        Merchant.awaited(() -> merchant.get("/subscriptions/" + person.ids().get("subscription_id"))
                .data());
        person.has(
                "adjustment_id",
                merchant.created(
                                "/adjustments",
                                Map.of(
                                        "action",
                                        "refund",
                                        "type",
                                        "full",
                                        "transaction_id",
                                        sale(person, "once_id", true).path("id").asString(),
                                        "reason",
                                        said(person, canary())))
                        .id());
        String invoice = Merchant.awaited(
                        () -> merchant.get("/transactions/" + person.ids().get("transaction_id") + "/invoice")
                                .data())
                .path("url")
                .asString();
        person.ids().put("signed", invoice.substring(invoice.lastIndexOf('/') + 1));
        String archive = merchant.get("/invoices/archive?customer_id="
                        + person.ids().get("customer_id") + "&year=" + Year.now(ZoneOffset.UTC))
                .data()
                .path("url")
                .asString();
        person.ids().put("signed_archive", archive.substring(archive.lastIndexOf('/') + 1));
        Merchant.awaited(() -> merchant.get("/adjustments/" + person.ids().get("adjustment_id") + "/credit-note")
                .data());
        JsonNode numbered = Merchant.awaited(() -> numbered(person.ids().get("transaction_id")));
        person.ids()
                .put(
                        "invoice_number",
                        said(person, numbered.path("invoice_number").asString()));
        endedSessions.add(ended(person, "/api/session"));
        endedSessions.add(ended(person, "/api/sessions"));
        person.has("session_id", askedAs(signIn(person), "GET", "/api/session", ""));
        String session = signIn(person);
        String wish = "{\"email\":\"" + said(person, canary() + "@customers.example") + "\"}";
        person.has("email_change_id", askedAs(session, "POST", "/api/email-changes", wish));
        Person signedIn = person.signedIn(session);
        signedIn.has("passkey_id", passkey(signedIn));
        return signedIn;
    }

    private String askedAs(String session, String verb, String path, String body) {
        Wire.Answer answer = atPortal(verb, path, Map.of("Cookie", "__Host-sid=" + session), body);
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
        return answer.json().path("data").path("id").asString();
    }

    private String passkey(Person person) {
        var cookie = Map.of("Cookie", "__Host-sid=" + person.session());
        JsonNode options = atPortal("POST", "/api/passkeys/challenge", cookie, "{}")
                .json()
                .path("data")
                .path("public_key");
        String made = new SoftwareAuthenticator("http://" + host()).make(options);
        String body = "{\"credential\":" + made + ",\"name\":\"" + said(person, canary()) + "\"}";
        Wire.Answer added = atPortal("POST", "/api/passkeys", cookie, body);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return added.json().path("data").path("id").asString();
    }

    private JsonNode numbered(String transaction) {
        JsonNode found = merchant.get("/transactions/" + transaction).data();
        return found.path("invoice_number").isString() ? found : MissingNode.getInstance();
    }

    private JsonNode sale(Person person, String price, boolean paid) {
        var wanted = new HashMap<String, Object>(Map.of(
                "customer_id",
                person.ids().get("customer_id"),
                "address_id",
                person.ids().get("address_id"),
                "items",
                List.of(Map.of("price_id", ids.get(price), "quantity", 1))));
        if (paid) wanted.put("payment_method_id", person.ids().get("payment_method_id"));
        return merchant.created("/transactions", wanted).data();
    }

    /// A pass that signs her in, once.
    String pass(Person person) {
        String link = merchant.post("/customers/" + person.ids().get("customer_id") + "/portal-sessions", Map.of())
                .data()
                .path("urls")
                .path("general")
                .path("overview")
                .asString();
        String pass = link.substring(link.indexOf("#token=") + "#token=".length());
        passes.add(pass);
        return pass;
    }

    /// What opens the one payment that her first customer has open.
    String taskToken() {
        try {
            var house = new Sealer(Files.readString(portico.data.resolve("keys").resolve("sealing.key")));
            var payer = new Caller.Payer(
                    merchant.id(),
                    first().ids().get("customer_id"),
                    first().ids().get("open_id"));
            String link = new TaskLinks(house, Clock.systemUTC()).link("", payer);
            return link.substring(link.indexOf("#task=") + "#task=".length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String signIn(Person person) {
        Wire.Answer entered = atPortal("POST", "/api/sign-in/pass", Map.of(), "{\"token\":\"" + pass(person) + "\"}");
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        String cookie = entered.headers().get("set-cookie");
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    private String ended(Person person, String path) {
        String session = signIn(person);
        Wire.Answer left = atPortal("DELETE", path, Map.of("Cookie", "__Host-sid=" + session), "");
        assertThat(left.status()).as(left.text()).isLessThan(300);
        return session;
    }

    private Wire.Answer atPortal(String verb, String path, Map<String, String> headers, String body) {
        return wire.send(new Wire.Request(
                        verb,
                        "http://127.0.0.1:" + portico.port,
                        path,
                        Map.of(
                                "Host",
                                host(),
                                "X-Portal",
                                "1",
                                "Origin",
                                "http://" + host(),
                                "Content-Type",
                                "application/json"),
                        body)
                .with(headers));
    }

    private void gone() {
        gone(
                "payment_method_id",
                "/customers/" + first().ids().get("customer_id") + "/payment-methods",
                Map.of("token", "tok_sandbox_visa"));
        gone(
                "notification_setting_id",
                "/notification-settings",
                Map.of(
                        "description",
                        "Gone",
                        "type",
                        "url",
                        "destination",
                        "https://hooks.invalid/gone",
                        "subscribed_events",
                        List.of("customer.created")));
    }

    private void gone(String what, String collection, Map<String, Object> thing) {
        String id = merchant.created(collection, thing).id();
        Wire.Answer deleted = wire.send(new Wire.Request(
                "DELETE",
                portico.api(),
                collection + "/" + id,
                Map.of("Authorization", "Bearer " + merchant.key()),
                ""));
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
        gone.put(what, id);
    }

    private void imported() {
        Wire.Answer sent = wire.send(new Wire.Request(
                "POST",
                portico.api(),
                "/imports?source=old",
                Map.of("Authorization", "Bearer " + merchant.key(), "Content-Type", "application/x-ndjson"),
                "{\"type\":\"customer\",\"external_id\":\"" + word(canary())
                        + "\",\"data\":{\"name\":\"No e-mail\"}}\n"));
        assertThat(sent.status()).as(sent.text()).isEqualTo(202);
        has("import_id", sent.json().path("data").path("id").asString());
        Merchant.awaited(() ->
                merchant.get("/imports/" + ids.get("import_id") + "/rejections").data());
    }

    private void told() {
        JsonNode notification =
                Merchant.awaited(() -> merchant.get("/notifications").data());
        has("notification_id", notification.path(0).path("id").asString());
        Merchant.awaited(() -> merchant.get("/events").data());
    }

    private void has(String what, String id) {
        if (id.isBlank()) throw new IllegalStateException("no " + what);
        ids.put(what, id);
        words.add(id.substring(id.indexOf('_') + 1));
    }

    private String word(String word) {
        words.add(word);
        return word;
    }

    private static String said(Person person, String word) {
        person.words().add(word);
        return word;
    }

    private static String canary() {
        return "c" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
    }
}
