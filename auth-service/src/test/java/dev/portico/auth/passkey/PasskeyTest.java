package dev.portico.auth.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.auth.AuthService;
import dev.portico.auth.AuthService.Shop;
import dev.portico.auth.apikey.Permissions;
import dev.portico.auth.session.Session;
import dev.portico.auth.session.Sessions;
import dev.portico.chassis.caller.Caller;
import dev.portico.events.AuthEvents;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Client.Answer;
import dev.portico.testing.Events;
import dev.portico.testing.SoftwareAuthenticator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

class PasskeyTest {

    static final Clock CLOCK = Clock.systemUTC();

    final Shop shop = AuthService.newShop();
    final String customer = AuthService.newCustomer(shop, "jo@shop.example");
    final Client jo = signedIn(shop, customer, Duration.ZERO);
    final SoftwareAuthenticator device = new SoftwareAuthenticator(originOf(shop));

    // --- adding ----------------------------------------------------------------------------------------------------

    @Test
    void a_passkey_is_asked_for_that_names_its_owner_by_nothing_but_chance() {
        Answer asked = jo.post("/passkeys/challenge", null);
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        assertThat(asked.raw().headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode options = asked.data().path("public_key");
        assertThat(options.path("rp").path("id").asString()).isEqualTo(shop.slug() + ".localhost");
        assertThat(options.path("challenge").asString()).matches("[A-Za-z0-9_-]{43}");
        assertThat(options.path("user").path("id").asString()).matches("[A-Za-z0-9_-]{43}");
        assertThat(options.path("user").path("name").asString()).isEqualTo("jo@shop.example");
        assertThat(options.path("attestation").asString()).isEqualTo("none");
        assertThat(options.path("authenticatorSelection").path("residentKey").asString())
                .isEqualTo("required");
        assertThat(options.path("authenticatorSelection")
                        .path("userVerification")
                        .asString())
                .isEqualTo("required");
        assertThat(options(jo).path("challenge").asString())
                .isNotEqualTo(options.path("challenge").asString());
    }

    @Test
    void a_passkey_is_added_seen_renamed_and_removed() {
        Answer added = add(jo, device, "Phone");
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        String id = added.data().path("id").asString();
        assertThat(id).matches("psk_[0-9a-z]{26}");
        assertThat(added.data().path("customer_id").asString()).isEqualTo(customer);
        assertThat(added.data().path("name").asString()).isEqualTo("Phone");
        assertThat(added.data().path("last_used_at").isNull()).isTrue();
        assertThat(jo.get("/passkeys").data()).hasSize(1);
        assertThat(jo.patch("/passkeys/" + id, "{\"name\":\"Old phone\"}")
                        .data()
                        .path("name")
                        .asString())
                .isEqualTo("Old phone");
        assertThat(jo.patch("/passkeys/" + id, "{\"name\":\" \"}").errorCode()).isEqualTo("invalid_field");
        assertThat(jo.delete("/passkeys/" + id).status()).isEqualTo(204);
        assertThat(jo.get("/passkeys").data()).isEmpty();
        assertThat(jo.delete("/passkeys/" + id).errorCode()).isEqualTo("not_found");
    }

    @Test
    void its_coming_and_its_going_are_told_with_nothing_that_would_open_a_door() {
        String id = add(jo, device, "Phone").data().path("id").asString();
        jo.delete("/passkeys/" + id);
        jo.delete("/passkeys/" + id);
        await().untilAsserted(() -> assertThat(Events.heard(Topic.AUTH, shop.id()).stream()
                        .filter(event -> event.type().startsWith("passkey."))
                        .map(event -> event.type() + " "
                                + event.as(AuthEvents.PASSKEY_ADDED).id()))
                .containsExactly("passkey.added " + id, "passkey.removed " + id));
    }

    @Test
    void without_a_name_it_is_called_after_the_browser() {
        JsonNode options = options(jo);
        Answer added = jo.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .post("/passkeys", "{\"credential\":" + device.make(options) + "}");
        assertThat(added.data().path("name").asString()).isEqualTo("Firefox on Linux");
    }

    @Test
    void all_of_a_customers_passkeys_have_one_handle_and_the_browser_hears_which_are_there() {
        String handle = options(jo).path("user").path("id").asString();
        assertThat(options(jo).path("user").path("id").asString()).isNotEqualTo(handle);
        add(jo, device, "Phone");
        JsonNode next = options(jo);
        assertThat(next.path("excludeCredentials")).hasSize(1);
        assertThat(next.path("excludeCredentials")
                        .path(0)
                        .path("transports")
                        .path(0)
                        .asString())
                .isEqualTo("internal");
        add(jo, new SoftwareAuthenticator(originOf(shop)), "Key");
        assertThat(options(jo).path("user").path("id").asString())
                .isEqualTo(next.path("user").path("id").asString());
    }

    @Test
    void a_quarter_of_an_hour_after_signing_in_none_is_added_any_more() {
        JsonNode options = options(jo);
        Client late = signedIn(shop, customer, Duration.ofMinutes(15));
        assertThat(late.post("/passkeys/challenge", null).errorCode()).isEqualTo("recent_sign_in_required");
        assertThat(late.post("/passkeys", body(device.make(options), "Late")).errorCode())
                .isEqualTo("recent_sign_in_required");
        assertThat(signedIn(shop, customer, Duration.ofMinutes(14))
                        .post("/passkeys/challenge", null)
                        .status())
                .isEqualTo(200);
        assertThat(jo.get("/passkeys").data()).isEmpty();
    }

    @Test
    void no_customer_has_more_than_ten_however_many_are_added_at_once() throws Exception {
        List<Callable<Answer>> additions = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String made = new SoftwareAuthenticator(originOf(shop)).make(options(jo));
            additions.add(() -> jo.post("/passkeys", body(made, "Key")));
        }
        assertThat(statuses(additions))
                .containsOnly(201, 400)
                .filteredOn(status -> status == 201)
                .hasSize(10);
        assertThat(jo.get("/passkeys").data()).hasSize(10);
        assertThat(jo.post("/passkeys/challenge", null).errorCode()).isEqualTo("passkey_limit_reached");
    }

    @Test
    void whatever_is_wrong_with_a_new_passkey_the_answer_is_the_same() {
        Client neighbour = signedIn(shop, AuthService.newCustomer(shop, "al@shop.example"), Duration.ZERO);
        Shop other = AuthService.newShop();
        Client elsewhere = signedIn(other, AuthService.newCustomer(other, "jo@shop.example"), Duration.ZERO);
        Client otherSession = signedIn(shop, customer, Duration.ZERO);
        JsonNode used = options(jo);
        assertThat(jo.post("/passkeys", body(device.make(used), "First")).status())
                .isEqualTo(201);
        var fresh = new SoftwareAuthenticator(originOf(shop));
        JsonNode toSignIn = asked(new Browser(shop.visitor())).options;

        var answers = List.of(
                jo.post("/passkeys", body(fresh.make(used), "a used challenge")),
                jo.post("/passkeys", body(fresh.make(toSignIn), "a challenge to sign in")),
                neighbour.post("/passkeys", body(fresh.make(options(jo)), "another customer's challenge")),
                elsewhere.post("/passkeys", body(fresh.make(options(jo)), "another merchant's challenge")),
                otherSession.post("/passkeys", body(fresh.make(options(jo)), "another session's challenge")),
                jo.post("/passkeys", body(fresh.at("http://evil.example").make(options(jo)), "another origin")),
                jo.post("/passkeys", body(fresh.at(originOf(other)).make(options(jo)), "another portal")),
                jo.post("/passkeys", body(fresh.unverified().make(options(jo)), "nobody verified")),
                jo.post("/passkeys", body(fresh.framed().make(options(jo)), "in a frame")),
                jo.post("/passkeys", body(device.make(options(jo)), "known already")),
                neighbour.post("/passkeys", body(device.make(options(neighbour)), "known as another's")),
                jo.post("/passkeys", body("{}", "nothing")),
                jo.post("/passkeys", body("\"text\"", "text")),
                jo.post("/passkeys", body("[1]", "a list")),
                jo.post("/passkeys", body("{\"id\":1,\"rawId\":{},\"response\":{\"clientDataJSON\":\"%%\"}}", "junk")));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("passkey_not_accepted");
            assertThat(answer.withoutRequestId()).isEqualTo(answers.getFirst().withoutRequestId());
        });
        assertThat(jo.get("/passkeys").data()).hasSize(1);
        assertThat(neighbour.get("/passkeys").data()).isEmpty();
    }

    @Test
    void what_a_browser_says_of_transports_is_believed_if_it_makes_sense() {
        for (String said : List.of("[null]", "[\"pigeon\",\"usb\"]", "null", "[]")) {
            String made =
                    new SoftwareAuthenticator(originOf(shop)).make(options(jo)).replace("[\"internal\"]", said);
            assertThat(jo.post("/passkeys", body(made, "Key")).status())
                    .as(said)
                    .isIn(201, 400);
        }
        assertThat(options(jo).path("excludeCredentials").toString())
                .contains("usb")
                .doesNotContain("pigeon");
    }

    @Test
    void a_challenge_is_good_for_five_minutes() {
        JsonNode toAdd = options(jo);
        expire(toAdd);
        assertThat(jo.post("/passkeys", body(device.make(toAdd), "Late")).errorCode())
                .isEqualTo("passkey_not_accepted");
        add(jo, device, "Phone");
        var browser = asked(new Browser(shop.visitor()));
        expire(browser.options);
        assertThat(browser.answer(device.use(browser.options)).errorCode()).isEqualTo("passkey_not_accepted");
    }

    // --- signing in ------------------------------------------------------------------------------------------------

    @Test
    void a_passkey_signs_its_owner_in_and_nobody_has_said_who_he_is() {
        add(jo, device, "Phone");
        var browser = asked(new Browser(shop.visitor()));
        assertThat(browser.options.path("allowCredentials")).isEmpty();
        assertThat(browser.options.path("userVerification").asString()).isEqualTo("required");
        assertThat(browser.options.path("rpId").asString()).isEqualTo(shop.slug() + ".localhost");
        Answer entered = browser.answer(device.use(browser.options));
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        var cookies = entered.raw().headers().allValues("Set-Cookie");
        assertThat(cookies.getFirst()).matches("__Host-sid=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(cookies.getLast()).startsWith("__Host-passkey=; Path=/; Max-Age=0;");
        assertThat(session(cookieIn(cookies.getFirst()))
                        .data()
                        .path("customer_id")
                        .asString())
                .isEqualTo(customer);
        assertThat(jo.get("/passkeys").data().path(0).path("last_used_at").isString())
                .isTrue();
    }

    @Test
    void signing_in_again_is_a_fresh_sign_in_and_ends_the_old_one() {
        add(jo, device, "Phone");
        var old = open(shop, customer, Duration.ofMinutes(20));
        Client stale = since(shop, old.session(), Duration.ofMinutes(20));
        assertThat(stale.post("/passkeys/challenge", null).errorCode()).isEqualTo("recent_sign_in_required");
        var browser = asked(new Browser(stale));
        String cookie = cookieIn(browser.answer(device.use(browser.options))
                .raw()
                .headers()
                .allValues("Set-Cookie")
                .getFirst());
        assertThat(session(old.secret()).status()).isEqualTo(404);
        String fresh = session(cookie).data().path("session_id").asString();
        assertThat(shop.customer(customer, fresh)
                        .post("/passkeys/challenge", null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatever_is_wrong_with_a_passkey_the_answer_is_the_same() {
        add(jo, device, "Phone");
        Shop other = AuthService.newShop();
        Client elsewhere = signedIn(other, AuthService.newCustomer(other, "jo@shop.example"), Duration.ZERO);
        var foreign = new SoftwareAuthenticator(originOf(other));
        add(elsewhere, foreign, "Phone");
        var used = asked(new Browser(shop.visitor()));
        String shown = device.use(used.options);
        assertThat(used.answer(shown).status()).isEqualTo(200);
        String rp = shop.slug() + ".localhost";

        var answers = new ArrayList<Answer>();
        answers.add(used.answer(shown));
        answers.add(shown(shop, options -> device.use(used.options)));
        answers.add(shown(shop, options -> new SoftwareAuthenticator(originOf(shop)).use(options)));
        answers.add(shown(shop, options -> foreign.at(originOf(shop)).use(options)));
        answers.add(shown(other, options -> device.at(originOf(other)).use(options)));
        answers.add(shown(other, options -> device.use(options, rp, "webauthn.get")));
        answers.add(shown(shop, options -> device.at("http://evil.example").use(options)));
        answers.add(shown(shop, options -> device.use(options, "evil.example", "webauthn.get")));
        answers.add(shown(shop, options -> device.use(options, rp, "webauthn.create")));
        answers.add(shown(shop, options -> device.unverified().use(options)));
        answers.add(shown(shop, options -> device.framed().use(options)));
        answers.add(shown(shop, options -> device.forged().use(options)));
        answers.add(shown(shop, options -> device.of("A".repeat(43)).use(options)));
        answers.add(shown(shop, options -> device.of("").use(options)));
        answers.add(shown(shop, options -> device.make(options(jo))));
        answers.add(shown(shop, options -> device.use(options(jo))));
        for (String junk : List.of("{}", "null", "1", "[]", "\"\"", "{\"id\":\"%%\",\"response\":[]}"))
            answers.add(shown(shop, options -> junk));
        var asking = asked(new Browser(shop.visitor()));
        answers.add(new Browser(shop.visitor()).answer(device.use(asking.options)));
        answers.add(asked(new Browser(shop.visitor())).answer(device.use(asking.options)));
        var asThere = asked(new Browser(other.visitor()));
        answers.add(new Browser(shop.visitor(), asThere.cookie, asThere.options).answer(device.use(asThere.options)));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("passkey_not_accepted");
            assertThat(answer.withoutRequestId()).isEqualTo(answers.getFirst().withoutRequestId());
            assertThat(answer.raw().headers().allValues("Set-Cookie")).isEmpty();
        });
        assertThat(shown(shop, device::use).status()).isEqualTo(200);
    }

    @Test
    void of_16_who_answer_one_challenge_at_once_one_wins() throws Exception {
        add(jo, device, "Phone");
        var browser = asked(new Browser(shop.visitor()));
        String shown = device.use(browser.options);
        List<Callable<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) answers.add(() -> browser.answer(shown));
        assertThat(statuses(answers))
                .containsOnly(200, 400)
                .filteredOn(status -> status == 200)
                .hasSize(1);
    }

    @Test
    void a_copied_authenticator_is_refused_as_soon_as_the_original_has_gone_on() {
        add(jo, device, "Phone");
        SoftwareAuthenticator copy = device.copy();
        assertThat(shown(shop, device::use).status()).isEqualTo(200);
        assertThat(shown(shop, copy::use).errorCode()).isEqualTo("passkey_not_accepted");
        assertThat(shown(shop, device::use).status()).isEqualTo(200);
        assertThat(AuthService.gateway().get("/actuator/prometheus").text())
                .containsPattern("sign_in_passkeys_total\\{[^}]*outcome=\"cloned\"[^}]*} [1-9]")
                .containsPattern("sign_in_passkeys_total\\{[^}]*outcome=\"signed_in\"[^}]*} [1-9]");
    }

    @Test
    void of_two_with_the_same_count_the_database_lets_one_in() {
        add(jo, device, "Phone");
        var passkeys = AuthService.RUNNING.bean(Passkeys.class);
        var caller = new Caller.Service(shop.id(), "test");
        Passkey read =
                passkeys.all(new Caller.Customer(shop.id(), customer, "any")).getFirst();
        Instant now = CLOCK.instant();
        assertThat(passkeys.use(caller, read, 5, false, now)).isTrue();
        assertThat(passkeys.use(caller, read, 5, false, now)).isFalse();
        assertThat(passkeys.use(caller, read, 4, false, now)).isFalse();
        assertThat(passkeys.use(caller, read, 0, false, now)).isFalse();
    }

    @Test
    void an_authenticator_that_does_not_count_signs_in_again_and_again() {
        add(jo, device, "Phone");
        String rp = shop.slug() + ".localhost";
        for (int i = 0; i < 2; i++) {
            assertThat(shown(shop, options -> device.use(options, rp, "webauthn.get"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_archived_customer_signs_in_with_nothing() {
        add(jo, device, "Phone");
        AuthService.archive(shop, customer, "jo@shop.example");
        assertThat(shown(shop, device::use).errorCode()).isEqualTo("passkey_not_accepted");
    }

    @Test
    void signing_out_everywhere_leaves_passkeys_as_they_are() {
        add(jo, device, "Phone");
        assertThat(jo.delete("/sessions").status()).isEqualTo(204);
        assertThat(shown(shop, device::use).status()).isEqualTo(200);
    }

    @Test
    void a_removed_passkey_opens_nothing() {
        String id = add(jo, device, "Phone").data().path("id").asString();
        jo.delete("/passkeys/" + id);
        assertThat(shown(shop, device::use).errorCode()).isEqualTo("passkey_not_accepted");
    }

    // --- who may ---------------------------------------------------------------------------------------------------

    @Test
    void a_foreign_passkey_is_as_unknown_as_one_that_is_not_there() {
        String id = add(jo, device, "Phone").data().path("id").asString();
        Client neighbour = signedIn(shop, AuthService.newCustomer(shop, "al@shop.example"), Duration.ZERO);
        String none = "/passkeys/psk_00000000000000000000000000";
        assertThat(neighbour.delete("/passkeys/" + id).withoutRequestId())
                .isEqualTo(neighbour.delete(none).withoutRequestId());
        assertThat(neighbour.patch("/passkeys/" + id, "{\"name\":\"Mine\"}").withoutRequestId())
                .isEqualTo(neighbour.patch(none, "{\"name\":\"Mine\"}").withoutRequestId());
        assertThat(neighbour.get("/passkeys").data()).isEmpty();
        assertThat(jo.get("/passkeys").data().path(0).path("name").asString()).isEqualTo("Phone");
    }

    @Test
    void a_merchant_removes_all_passkeys_of_a_customer_of_his() {
        add(jo, device, "Phone");
        add(jo, new SoftwareAuthenticator(originOf(shop)), "Key");
        Client neighbour = signedIn(shop, AuthService.newCustomer(shop, "al@shop.example"), Duration.ZERO);
        add(neighbour, new SoftwareAuthenticator(originOf(shop)), "Key");
        String path = "/customers/" + customer + "/passkeys";
        Answer foreign = key(AuthService.newShop(), Permissions.ALL).delete(path);
        Answer unknown = key(shop, Permissions.ALL).delete("/customers/ctm_00000000000000000000000000/passkeys");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.withoutRequestId()).isEqualTo(unknown.withoutRequestId());
        assertThat(key(shop, Set.of("customer.read")).delete(path).errorCode()).isEqualTo("forbidden");
        assertThat(jo.delete(path).errorCode()).isEqualTo("forbidden");
        assertThat(jo.get("/passkeys").data()).hasSize(2);
        assertThat(key(shop, Permissions.ALL).delete(path).status()).isEqualTo(204);
        assertThat(jo.get("/passkeys").data()).isEmpty();
        assertThat(neighbour.get("/passkeys").data()).hasSize(1);
        assertThat(shown(shop, device::use).errorCode()).isEqualTo("passkey_not_accepted");
    }

    @Test
    void visitors_and_keys_have_no_passkeys() {
        for (Client nobody : List.of(shop.visitor(), key(shop, Permissions.ALL), AuthService.operator())) {
            assertThat(nobody.post("/passkeys/challenge", null).status()).isEqualTo(403);
            assertThat(nobody.get("/passkeys").status()).isEqualTo(403);
        }
        assertThat(AuthService.operator()
                        .post("/sign-in/passkey-challenge", null)
                        .errorCode())
                .isEqualTo("forbidden");
        assertThat(shop.visitor().post("/sign-in/passkey", "{}").errorCode()).isEqualTo("invalid_field");
    }

    @Test
    void what_can_not_be_answered_any_more_is_swept() {
        JsonNode options = options(jo);
        expire(options);
        AuthService.RUNNING.bean(PasskeyChallenges.class).sweep();
        assertThat(collection("passkey_challenges").countDocuments(challenge(options)))
                .isZero();
    }

    // --- words -----------------------------------------------------------------------------------------------------

    private interface Use {
        String of(JsonNode options);
    }

    /// @param cookie as it was given with the options; empty before
    private record Browser(Client client, String cookie, JsonNode options) {

        Browser(Client client) {
            this(client, "", tools.jackson.databind.node.MissingNode.getInstance());
        }

        Answer answer(String credential) {
            Client sending = cookie.isEmpty() ? client : client.header("Cookie", "__Host-passkey=" + cookie);
            return sending.post("/sign-in/passkey", "{\"credential\":" + credential + "}");
        }
    }

    private static Browser asked(Browser browser) {
        Answer asked = browser.client.post("/sign-in/passkey-challenge", null);
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        String set = asked.raw().headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set)
                .matches("__Host-passkey=[A-Za-z0-9_-]{43}; Path=/; Max-Age=300; Expires=[^;]*; Secure; HttpOnly;"
                        + " SameSite=Strict");
        return new Browser(browser.client, cookieIn(set), asked.data().path("public_key"));
    }

    private static Answer shown(Shop where, Use use) {
        var browser = asked(new Browser(where.visitor()));
        return browser.answer(use.of(browser.options));
    }

    private static Answer add(Client who, SoftwareAuthenticator device, String name) {
        Answer added = who.post("/passkeys", body(device.make(options(who)), name));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return added;
    }

    private static String body(String credential, String name) {
        return "{\"credential\":" + credential + ",\"name\":\"" + name + "\"}";
    }

    private static JsonNode options(Client who) {
        return who.post("/passkeys/challenge", null).data().path("public_key");
    }

    private static Client key(Shop shop, Set<String> permissions) {
        return AuthService.RUNNING.as(new Caller.Merchant(shop.id(), "apikey_1", permissions));
    }

    private static Client signedIn(Shop shop, String customer, Duration since) {
        return since(shop, open(shop, customer, since).session(), since);
    }

    // The gateway says since when a session is.
    private static Client since(Shop shop, Session session, Duration ago) {
        return AuthService.RUNNING.as(new Caller.Customer(shop.id(), session.customerId(), session.id()), ago);
    }

    private static Sessions.Opened open(Shop shop, String customer, Duration since) {
        Sessions sessions = AuthService.RUNNING.bean(Sessions.class);
        Instant then = CLOCK.instant().minus(since);
        return sessions.open(new Caller.Service(shop.id(), "test"), customer, null, null, then);
    }

    private static Answer session(String cookie, Shop shop) {
        return AuthService.gateway()
                .post(
                        "/gateway/sessions/check",
                        "{\"merchant_id\":\"" + shop.id() + "\",\"session\":\"" + cookie + "\"}");
    }

    private Answer session(String cookie) {
        return session(cookie, shop);
    }

    private static String originOf(Shop shop) {
        return "http://" + shop.slug() + ".localhost:8080";
    }

    private static String cookieIn(String header) {
        return header.substring(header.indexOf('=') + 1, header.indexOf(';'));
    }

    // As if five minutes had passed.
    private static void expire(JsonNode options) {
        var changed = collection("passkey_challenges")
                .updateOne(challenge(options), Updates.set("expiresAt", CLOCK.instant()));
        assertThat(changed.getModifiedCount()).isEqualTo(1);
    }

    private static org.bson.conversions.Bson challenge(JsonNode options) {
        return Filters.eq(
                "_id",
                dev.portico.chassis.id.Secrets.sha256(options.path("challenge").asString()));
    }

    private static com.mongodb.client.MongoCollection<org.bson.Document> collection(String name) {
        return AuthService.RUNNING.bean(MongoTemplate.class).getCollection(name);
    }

    private static List<Integer> statuses(List<Callable<Answer>> calls) throws Exception {
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(calls))
                statuses.add(answer.get().status());
        }
        return statuses;
    }
}
