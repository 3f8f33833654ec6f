package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.billing.Samples;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AuthEvents;
import dev.portico.events.DurationData;
import dev.portico.events.MoneyData;
import dev.portico.events.SubscriptionEvents;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A merchant with a product for a test to sell.
public final class Shop {

    public static final Ids IDS = new Ids(Clock.systemUTC());

    public final RunningService billing;
    public final String merchantId = IDS.next("mer");
    public final String product = IDS.next("pro");
    public final Client client;
    public final Caller.Service house = new Caller.Service(merchantId, "a test");

    public Shop(RunningService billing) {
        this.billing = billing;
        this.client = billing.as(new Caller.Merchant(merchantId, "apikey_1", Samples.PERMISSIONS));
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        Events.publish(SubscriptionEvents.PRODUCT_CREATED, merchantId, null, product, 1, Samples.product(product));
    }

    /// @return its id
    public String price(String amount, @Nullable DurationData cycle) {
        String id = IDS.next("pri");
        var price = Samples.price(id, product, new MoneyData(amount, "EUR"), cycle, "active");
        Events.publish(SubscriptionEvents.PRICE_CREATED, merchantId, null, id, 1, price);
        return id;
    }

    public String discount(String type, String amount) {
        String id = IDS.next("dsc");
        var discount = Samples.discount(id, type, amount, null);
        Events.publish(SubscriptionEvents.DISCOUNT_CREATED, merchantId, null, id, 1, discount);
        return id;
    }

    public String customer(String name) {
        return created("/customers", "{\"email\":\"%s@x.example\",\"name\":\"%s\"}".formatted(name, name));
    }

    public String card(String customer, String token) {
        return created("/customers/" + customer + "/payment-methods", "{\"token\":\"tok_sandbox_" + token + "\"}");
    }

    /// A transaction, paid with a new card.
    public String paid(String customer, String price, int quantity) {
        return created("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s","quantity":%d}],"payment_method_id":"%s"}""".formatted(customer, price, quantity, card(customer, "visa")));
    }

    public String created(String path, String body) {
        var answer = client.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.data().path("id").asString();
    }

    public JsonNode get(String path) {
        var answer = client.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.data();
    }

    public List<String> ids(String path) {
        return get(path).valueStream().map(found -> found.path("id").asString()).toList();
    }

    /// The names of the events about an entity, in order.
    public List<String> told(String subject) {
        return Events.heard(Topic.BILLING, merchantId).stream()
                .filter(event -> event.subject().equals(subject))
                .map(Events.Heard::type)
                .toList();
    }
}
