package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.billing.paymentmethod.PaymentMethods;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.PageRequest;
import dev.portico.testing.Client;
import dev.portico.testing.RunningService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What whoever holds a payment's link gets at.
class TaskTest {

    static final String GOOD = "{\"token\":\"tok_sandbox_visa\"}";
    static final String BAD = "{\"token\":\"tok_sandbox_declined\"}";

    static RunningService billing;

    Shop shop;
    String price;
    String ada;
    String open;
    Client payer;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void somethingToPay() {
        shop = new Shop(billing);
        price = shop.price("1000", Samples.MONTHLY);
        ada = shop.customer("ada");
        shop.card(ada, "mastercard");
        shop.paid(ada, price, 1);
        open = place(ada, 3);
        payer = holder(ada, open);
    }

    @Test
    void the_link_shows_what_is_to_be_paid_and_nothing_of_who_pays_it() {
        var shown = payer.get("/task");
        assertThat(shown.data().path("status").asString()).isEqualTo("open");
        assertThat(shown.data().path("owed").path("due").asString()).isEqualTo("3000");
        assertThat(shown.data()
                        .path("owed")
                        .path("items")
                        .path(0)
                        .path("quantity")
                        .asInt())
                .isEqualTo(3);
        assertThat(shown.data().toString())
                .doesNotContain(ada, open, shop.merchantId, "ada@", "4242", "4444", "_id", "payments", "custom_data");
    }

    @Test
    void a_good_card_pays_once_and_from_then_on_the_link_says_no_more_than_that() {
        var paid = payer.post("/task/pay", GOOD);
        assertThat(paid.status()).as(paid.text()).isEqualTo(200);
        assertThat(paid.data().path("status").asString()).isEqualTo("paid");
        assertThat(paid.data().path("owed").isNull()).isTrue();
        assertThat(payer.get("/task").data().toString()).isEqualTo(paid.data().toString());
        assertThat(payer.post("/task/pay", GOOD).errorCode()).isEqualTo("transaction_immutable");
        assertThat(shop.get("/transactions/" + open).path("status").asString()).isEqualTo("completed");
    }

    @Test
    void a_card_that_paid_is_kept_for_the_next_time_and_one_that_did_not_is_not() {
        int before = cards();
        assertThat(payer.post("/task/pay", BAD).errorCode()).isEqualTo("transaction_payment_declined");
        assertThat(cards()).isEqualTo(before);
        assertThat(payer.get("/task").data().path("status").asString()).isEqualTo("open");
        assertThat(payer.post("/task/pay", GOOD).status()).isEqualTo(200);
        assertThat(cards()).isEqualTo(before + 1);
    }

    @Test
    void of_many_who_pay_at_once_one_pays_and_leaves_a_card() throws Exception {
        int before = cards();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Client.Answer>> payments = new ArrayList<>();
            for (int i = 0; i < 6; i++) payments.add(threads.submit(() -> payer.post("/task/pay", GOOD)));
            long won = 0;
            for (var payment : payments) if (payment.get().status() == 200) won++;
            assertThat(won).isEqualTo(1);
        }
        assertThat(shop.get("/transactions/" + open).path("payments")).hasSize(1);
        assertThat(cards()).isEqualTo(before + 1);
    }

    @Test
    void what_was_canceled_is_not_shown_any_more_and_can_not_be_paid() {
        assertThat(shop.client
                        .patch("/transactions/" + open, "{\"status\":\"canceled\"}")
                        .status())
                .isEqualTo(200);
        assertThat(payer.get("/task").data().path("status").asString()).isEqualTo("closed");
        assertThat(payer.get("/task").data().path("owed").isNull()).isTrue();
        assertThat(payer.post("/task/pay", GOOD).errorCode()).isEqualTo("transaction_immutable");
    }

    @Test
    void an_archived_customers_link_pays_nothing() {
        assertThat(shop.client
                        .patch("/customers/" + ada, "{\"status\":\"archived\"}")
                        .status())
                .isEqualTo(200);
        assertThat(payer.post("/task/pay", GOOD).errorCode()).isEqualTo("task_link_expired");
        assertThat(shop.get("/transactions/" + open).path("payments")).isEmpty();
    }

    @Test
    void a_link_whose_words_do_not_belong_together_finds_nothing() {
        String unknown = holder(ada, Shop.IDS.next("txn")).get("/task").withoutRequestId();
        assertThat(unknown).contains("not_found");
        String grace = shop.customer("grace");
        assertThat(holder(grace, open).get("/task").withoutRequestId()).isEqualTo(unknown);
        var elsewhere = billing.as(new Caller.Payer(Shop.IDS.next("mer"), ada, open));
        assertThat(elsewhere.get("/task").withoutRequestId()).isEqualTo(unknown);
        assertThat(elsewhere.post("/task/pay", GOOD).errorCode()).isEqualTo("not_found");
    }

    @Test
    void the_link_opens_nothing_but_its_task_not_even_of_the_same_payment() {
        String refused = payer.get("/transactions/" + Shop.IDS.next("txn")).withoutRequestId();
        assertThat(refused).contains("forbidden");
        for (String path : List.of(
                "/transactions",
                "/transactions/" + open,
                "/customers/" + ada,
                "/customers/" + ada + "/payment-methods",
                "/customers/" + ada + "/addresses",
                "/adjustments"))
            assertThat(payer.get(path).withoutRequestId()).as(path).isEqualTo(refused);
        for (String path : List.of(
                "/transactions/" + open + "/pay",
                "/customers/" + ada + "/payment-methods",
                "/transactions",
                "/customers"))
            for (String body : List.of("{}", "nonsense", GOOD))
                assertThat(payer.post(path, body).withoutRequestId()).as(path).isEqualTo(refused);
        assertThat(payer.patch("/transactions/" + open, "{\"status\":\"canceled\"}")
                        .withoutRequestId())
                .isEqualTo(refused);
    }

    @Test
    void the_store_gives_him_the_one_document_of_his_task_however_it_is_asked() {
        var transactions = billing.bean(Transactions.class);
        var caller = new Caller.Payer(shop.merchantId, ada, open);
        String another = place(ada, 1);
        var page = new PageRequest(50, null, true);
        assertThat(transactions.find(caller, open)).isPresent();
        assertThat(transactions.find(caller, another)).isEmpty();
        assertThat(transactions.page(caller, Filters.empty(), page).items())
                .extracting(Transaction::id)
                .containsExactly(open);
        assertThat(transactions.page(caller, Filters.eq("_id", another), page).items())
                .isEmpty();
        assertThat(billing.bean(PaymentMethods.class).usable(caller, ada)).isEmpty();
        assertThatThrownBy(() -> transactions.change(caller, another, Change::to))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void nobody_else_has_a_task() {
        assertThat(shop.client.get("/task").errorCode()).isEqualTo("forbidden");
        assertThat(billing.as(new Caller.Customer(shop.merchantId, ada, "ses_1"))
                        .get("/task")
                        .errorCode())
                .isEqualTo("forbidden");
        assertThat(billing.as(new Caller.Visitor(shop.merchantId)).get("/task").errorCode())
                .isEqualTo("forbidden");
    }

    private int cards() {
        return shop.get("/customers/" + ada + "/payment-methods").size();
    }

    private String place(String customer, int quantity) {
        return shop.created("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s","quantity":%d}]}""".formatted(customer, price, quantity));
    }

    private Client holder(String customer, String transaction) {
        return billing.as(new Caller.Payer(shop.merchantId, customer, transaction));
    }
}
