package dev.portico.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.auth.merchant.Merchants;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.CustomerData;
import dev.portico.events.SignInRequestData;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The service as tests meet it: one for all of them, with a new merchant for each.
public final class AuthService {

    /// A merchant with its first key.
    public record Shop(String id, String slug, String apiKey) {

        public Client visitor() {
            return RUNNING.as(new Caller.Visitor(id));
        }

        public Client customer(String customerId, String sessionId) {
            return RUNNING.as(new Caller.Customer(id, customerId, sessionId));
        }
    }

    /// The DNS as the service sees it.
    public static final Zone ZONE = Zone.served();

    public static final RunningService RUNNING = RunningService.start(
            AuthServiceApplication.class, "auth", Map.of("portico.auth.domains.dns-server", ZONE.address()));

    private static final Ids IDS = new Ids(Clock.systemUTC());
    private static final AtomicInteger SHOPS = new AtomicInteger();
    private static final Instant SOME_DAY = Instant.parse("2026-11-24T10:00:00Z");

    private AuthService() {}

    public static Client operator() {
        return RUNNING.as(new Insider.Operator());
    }

    public static Client gateway() {
        return RUNNING.as(new Insider.Gateway());
    }

    public static Shop newShop() {
        String slug = "shop-" + SHOPS.incrementAndGet();
        var made = operator().post("/merchants", "{\"name\":\"Shop\",\"slug\":\"" + slug + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return new Shop(
                made.data().path("id").asString(),
                slug,
                made.data().path("api_key").asString());
    }

    /// A customer as billing-service tells of it. Returns when this service knows.
    public static String newCustomer(Shop shop, String email) {
        String id = IDS.next("ctm");
        tell(shop, id, email, "active", 1);
        await().untilAsserted(() ->
                assertThat(portal(shop, id).path("email").asString("")).isEqualTo(email));
        return id;
    }

    public static void archive(Shop shop, String customerId, String email) {
        tell(shop, customerId, email, "archived", 2);
        await().untilAsserted(
                        () -> assertThat(portal(shop, customerId).isObject()).isFalse());
    }

    /// The requests for mail that were published for a merchant so far.
    public static List<SignInRequestData> mailsOf(Shop shop) {
        return Events.heard(Topic.AUTH, shop.id()).stream()
                .filter(event -> event.type().equals("sign_in.requested"))
                .map(event -> event.as(AuthEvents.SIGN_IN_REQUESTED))
                .toList();
    }

    public static Merchants merchants() {
        return RUNNING.bean(Merchants.class);
    }

    private static tools.jackson.databind.JsonNode portal(Shop shop, String customerId) {
        return shop.customer(customerId, "ses_none").get("/portal").data().path("customer");
    }

    private static void tell(Shop shop, String id, String email, String status, long version) {
        var data = new CustomerData(id, "Jo", email, false, status, null, "en", SOME_DAY, SOME_DAY, null, null);
        Events.publish(
                version == 1 ? BillingEvents.CUSTOMER_CREATED : BillingEvents.CUSTOMER_UPDATED,
                shop.id(),
                id,
                id,
                version,
                data);
    }
}
