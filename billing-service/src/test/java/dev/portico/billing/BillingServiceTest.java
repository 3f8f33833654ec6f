package dev.portico.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.SubscriptionEvents;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillingServiceTest {

    static RunningService billing;
    static final Ids IDS = new Ids(Clock.systemUTC());

    final String merchantId = IDS.next("mer");
    final Client shop =
            billing.as(new Caller.Merchant(merchantId, "apikey_1", dev.portico.billing.Samples.PERMISSIONS));
    final String product = IDS.next("pro");
    final String price = IDS.next("pri");
    String customer;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void aShopWithAPriceAndACustomer() {
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        Events.publish(SubscriptionEvents.PRODUCT_CREATED, merchantId, null, product, 1, Samples.product(product));
        Events.publish(
                SubscriptionEvents.PRICE_CREATED,
                merchantId,
                null,
                price,
                1,
                Samples.price(price, product, "4900", "month"));
        customer = created("/customers", "{\"email\":\"Ada@Customers.example\",\"name\":\"Ada\"}");
    }

    @Test
    void a_charged_transaction_is_completed_and_told_of_in_order() {
        var sold = sell(card("tok_sandbox_visa"));
        String id = sold.data().path("id").asString();
        assertThat(sold.data().path("status").asString()).isEqualTo("completed");
        assertThat(sold.data().path("payments").path(0).path("status").asString())
                .isEqualTo("captured");
        assertThat(sold.data().path("details").path("totals").path("total").asString())
                .isEqualTo("9800");
        assertThat(sold.data().path("subscription_id").asString()).isEqualTo("sub" + id.substring(3));
        await().untilAsserted(() -> assertThat(Events.heard(Topic.BILLING, merchantId).stream()
                        .filter(event -> event.subject().equals(id))
                        .map(Events.Heard::type))
                .containsExactly("transaction.created", "transaction.ready", "transaction.completed"));
    }

    @Test
    void a_declined_card_leaves_the_transaction_ready_and_says_why() {
        var sold = sell(card("tok_sandbox_insufficient_funds"));
        assertThat(sold.status()).isEqualTo(201);
        assertThat(sold.data().path("status").asString()).isEqualTo("ready");
        assertThat(sold.data().path("payments").path(0).path("error_code").asString())
                .isEqualTo("not_enough_balance");
    }

    @Test
    void what_is_not_charged_is_paid_by_the_customer_once() throws Exception {
        var open = sell(null);
        String id = open.data().path("id").asString();
        assertThat(open.data().path("checkout").path("url").asString())
                .isEqualTo("http://shop.localhost:8080/pay/" + id);
        Client ada = billing.as(new Caller.Customer(merchantId, customer, "s"));
        String pay = "/transactions/" + id + "/pay";
        var declined = ada.post(pay, "{\"payment_method_id\":\"" + card("tok_sandbox_declined") + "\"}");
        assertThat(declined.errorCode()).isEqualTo("transaction_payment_declined");

        String good = "{\"payment_method_id\":\"" + card("tok_sandbox_visa") + "\"}";
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Client.Answer>> payments = new ArrayList<>();
            for (int i = 0; i < 6; i++) payments.add(threads.submit(() -> ada.post(pay, good)));
            long won = 0;
            for (var payment : payments) if (payment.get().status() == 200) won++;
            assertThat(won).isEqualTo(1);
        }
        assertThat(shop.get("/transactions/" + id).data().path("payments")).hasSize(2);
    }

    @Test
    void an_address_of_mail_belongs_to_one_customer_however_it_is_written() {
        var again = shop.post("/customers", "{\"email\":\"ADA@customers.EXAMPLE\"}");
        assertThat(again.errorCode()).isEqualTo("customer_already_exists");
        assertThat(again.text()).contains(customer);
    }

    @Test
    void null_and_absent_mean_different_things_in_a_change() {
        String path = "/customers/" + customer;
        assertThat(shop.patch(path, "{\"locale\":\"de\"}").data().path("name").asString())
                .isEqualTo("Ada");
        assertThat(shop.patch(path, "{\"name\":null}").data().path("name").isNull())
                .isTrue();
        assertThat(shop.patch(path, "{\"email\":null}").errorCode()).isEqualTo("invalid_field");
        assertThat(shop.patch(path, "{\"id\":\"x\"}").text()).contains("\"field\":\"id\"");
    }

    @Test
    void foreign_looks_like_unknown() {
        String id = sell(null).data().path("id").asString();
        String unknown = shop.get("/transactions/" + IDS.next("txn")).withoutRequestId();
        Client neighbour = billing.as(new Caller.Customer(merchantId, IDS.next("ctm"), "s"));
        Client elsewhere =
                billing.as(new Caller.Merchant(IDS.next("mer"), "k", dev.portico.billing.Samples.PERMISSIONS));
        assertThat(neighbour.get("/transactions/" + id).withoutRequestId()).isEqualTo(unknown);
        assertThat(elsewhere.get("/transactions/" + id).withoutRequestId()).isEqualTo(unknown);
        assertThat(neighbour.get("/customers/" + customer + "/payment-methods").withoutRequestId())
                .isEqualTo(unknown);
        assertThat(elsewhere.get("/customers/" + customer).withoutRequestId()).isEqualTo(unknown);
        assertThat(neighbour.post("/customers", "{}").errorCode()).isEqualTo("forbidden");
    }

    @Test
    void an_invoice_gives_its_number_to_its_transaction() {
        String id = sell(card("tok_sandbox_visa")).data().path("id").asString();
        var invoice = new dev.portico.events.InvoiceData(
                Ids.derived("inv", id),
                "SHOP-000007",
                id,
                null,
                customer,
                "USD",
                "9800",
                "0",
                "9800",
                null,
                List.of(),
                "x",
                Samples.AT,
                true,
                1);
        Events.publish(dev.portico.events.InvoiceEvents.INVOICE_ISSUED, merchantId, customer, invoice.id(), 1, invoice);
        await().untilAsserted(() -> assertThat(shop.get("/transactions/" + id)
                        .data()
                        .path("invoice_number")
                        .asString(""))
                .isEqualTo("SHOP-000007"));
    }

    @Test
    void a_price_that_does_not_exist_is_named() {
        var answer = shop.post(
                "/transactions", "{\"customer_id\":\"" + customer + "\",\"items\":[{\"price_id\":\"pri_nonsense\"}]}");
        assertThat(answer.text()).contains("items.0.price_id");
        assertThat(BillingEvents.CUSTOMER_CREATED.topic()).isEqualTo(Topic.BILLING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "\"x\"",
                "{",
                "{\"email\":1}",
                "{\"email\":[\"a@b.c\"]}",
                "{\"email\":\"a@x.y,b@x.y\"}",
                "{\"items\":null}",
                "{\"items\":{}}",
                "{\"items\":[null]}",
                "{\"items\":[{\"quantity\":99999999999}]}",
                "{\"items\":[{\"price_id\":null}],\"customer_id\":\"\\u0000\"}",
                "{\"token\":{}}",
                "{\"country_code\":\"XX\"}",
                "{\"payment_method_id\":5}",
                "{\"custom_data\":\"x\"}",
                "{\"custom_data\":{\"a.b\":{\"$c\":[1,null]}}}"
            })
    void nothing_that_is_sent_makes_the_service_fail(String body) {
        for (String path : List.of(
                "/customers",
                "/customers/" + customer + "/addresses",
                "/customers/" + customer + "/payment-methods",
                "/transactions",
                "/transactions/txn_1/pay"))
            assertThat(shop.post(path, body).status()).as(path).isBetween(400, 499);
        assertThat(shop.patch("/customers/" + customer, body).status()).isLessThan(500);
    }

    private Client.Answer sell(String method) {
        String charged = method == null ? "" : ",\"payment_method_id\":\"" + method + "\"";
        var sold = shop.post(
                "/transactions",
                "{\"customer_id\":\"" + customer + "\",\"items\":[{\"price_id\":\"" + price + "\",\"quantity\":2}]"
                        + charged + "}");
        assertThat(sold.status()).as(sold.text()).isEqualTo(201);
        return sold;
    }

    private String card(String token) {
        return created("/customers/" + customer + "/payment-methods", "{\"token\":\"" + token + "\"}");
    }

    private String created(String path, String body) {
        var answer = shop.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.data().path("id").asString();
    }
}
